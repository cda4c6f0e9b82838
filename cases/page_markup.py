"""Buttons, tabs, facts and conditions of the case page as HTML (why not in a template: igu.web.html)."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from cases.overview import Fact, Group
from cases.panels import Action, Panel
from cases.target_group import Line
from igu.web.addresses import address_of
from igu.web.days import NONE
from igu.web.html import NOTHING, filled, joined, whole_dates
from igu.web.templatetags.igu import icon, phone

ACTION = '<a class="button button-{look}" href="{url}">{icon}<span>{label}</span></a>'
TAB = """<a href="{url}" hx-get="{url}" hx-target="#case-panel" hx-swap="outerHTML" hx-push-url="true"{here}>{label}</a>
"""
HERE = SafeString(' aria-current="page"')
GROUP = '<section><h3>{heading}</h3><dl class="pairs">{facts}</dl></section>\n'
FACT = "<dt>{label}</dt><dd>{value}</dd>"
MAIL = '<a href="mailto:{address}">{address}</a>'
CHECK = """<li{look}>{icon}<div><div class="strong"><span class="sr-only">{said} </span>{fact}</div>\
<div class="small">{rule} <span class="soft">· {paragraph}</span></div></div></li>"""
LOOK = ' class="{look}"'


def actions(actions: Iterable[Action], case_id) -> SafeString:
    return joined(
        filled(
            ACTION,
            look="primary" if action.is_primary else "secondary",
            url=address_of(action.url_name, case_id),
            icon=icon(action.icon) if action.icon else NOTHING,
            label=str(action.label),
        )
        for action in actions
    )


def tabs(panels: Iterable[Panel], case_id, current: str) -> SafeString:
    return joined(
        filled(
            TAB,
            url=address_of(panel.url_name, case_id),
            here=HERE if panel.key == current else NOTHING,
            label=str(panel.label),
        )
        for panel in panels
    )


def fact_groups(groups: Iterable[Group]) -> SafeString:
    return joined(filled(GROUP, heading=group.heading, facts=joined(map(_fact, group.facts))) for group in groups)


def _fact(fact: Fact) -> SafeString:
    value = fact.value
    if fact.kind == "phone" and value:
        value = phone(value)
    elif fact.kind == "email" and value:
        value = filled(MAIL, address=value)
    return filled(FACT, label=fact.label, value=value or NONE)


def checks(lines: Iterable[Line]) -> SafeString:
    """The conditions of the law, one by one."""
    return joined(
        filled(
            CHECK,
            look=filled(LOOK, look=line.look) if line.look else NOTHING,
            icon=icon(line.icon),
            said=line.said,
            fact=whole_dates(line.fact),
            rule=whole_dates(line.rule),
            paragraph=line.paragraph,
        )
        for line in lines
    )
