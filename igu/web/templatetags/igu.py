"""Template tags that every template has without loading them."""

from functools import cache

from django import template
from django.template.defaulttags import url as do_url
from django.templatetags.i18n import do_translate
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from igu.web import addresses, days, html, numbers

register = template.Library()

SPRITE = "vendor/dkfds/img/all-svg-icons.svg"
PHONE = '<a class="num" href="tel:{number}">{written}</a>'
HOURS_BAR = """<svg class="hours" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
<rect class="hours-track" width="100" height="8"/>{parts}</svg>"""
HOURS = '<rect class="hours-{look}" x="{x}" width="{width}" height="8"/>'
ICON = '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>'


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing of dkfds' sprite. Decoration only: the words stand beside it."""
    return format_html(ICON, static(SPRITE), name)


class Plain(template.Node):
    """`{% translate "Cases" %}`: a text and nothing else, looked up once a language."""

    def __init__(self, text: str):
        self.text = text.replace("%", "%%")  # as makemessages writes it
        self.said: dict[str, str] = {}

    def render(self, context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = gettext(self.text).replace("%%", "%")
        return self.said[language]


@register.tag
def translate(parser, token):
    """Django's, which makes a lazy text of each at twice the cost; most are plain texts, and looked up at once."""
    node = do_translate(parser, token)
    expression = node.filter_expression
    text = getattr(expression.var, "literal", None)
    is_plain = not (node.noop or node.asvar or node.message_context or expression.filters)
    return Plain(text) if is_plain and isinstance(text, str) else node


class Page(template.Node):
    """`{% url "case_list" %}`: the address of a page that there is one of."""

    def __init__(self, name: str):
        self.name = name

    def render(self, context) -> str:
        return addresses.page(self.name)


@register.tag
def url(parser, token):
    """Django's; an address in which nothing changes is looked up once."""
    node = do_url(parser, token)
    is_plain = not (node.args or node.kwargs or node.asvar or node.view_name.filters)
    return Page(node.view_name.var) if is_plain and isinstance(node.view_name.var, str) else node


# `{% address "case_edit" case.id %}`: `{% url %}` for a page of one row, at a fraction of its cost.
register.simple_tag(addresses.address_of, name="address")


@register.simple_tag
def url_if(name: str, *args, **kwargs) -> str:
    """The URL of that name, or nothing where the page is not there."""
    try:
        return reverse(name, args=args, kwargs=kwargs) if args or kwargs else addresses.page(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def nav(context, name: str, label: str) -> SafeString:
    """A link of the main menu, marked while one is on it or below it."""
    href = url_if(name)
    if not href:
        return SafeString("")
    request = context.get("request")
    here = SafeString(' aria-current="page"') if request and request.path.startswith(href) else html.NOTHING
    return html.filled('<a href="{href}"{here}><span>{label}</span></a>', href=href, here=here, label=label)


@register.simple_tag
def phone(number: str) -> SafeString:
    """A number that calls when it is touched, written in pairs."""
    digits = "".join(sign for sign in number if sign.isdigit())
    plus = "+" if number.strip().startswith("+") else ""
    written = " ".join(digits[i : i + 2] for i in range(0, 8, 2)) if len(digits) == 8 and not plus else number
    return html.filled(PHONE, number=plus + digits, written=written)


# --- dates and numbers --------------------------------------------------------------------------------

register.filter("plain_date", days.plain)
register.filter("whole_dates", html.whole_dates)
register.filter("short_day", days.short)
register.filter("full_day", days.full)
register.filter("headline", days.headline)
register.filter("month", days.month)
register.filter("distance", days.distance)
register.filter("since", days.since)
register.filter("thousands", numbers.thousands)
register.filter("hours", numbers.hours)
register.filter("percent_of", numbers.percent)
register.filter("share_of", numbers.share)


# --- drawings -----------------------------------------------------------------------------------------


@register.simple_tag
def hours_bar(done, total, planned=0, missing=0, pace=None, behind=False) -> SafeString:
    """Counted hours of those that are needed; `pace` is where an even tempo would be today."""
    have, short = numbers.share(done, total), numbers.share(missing, total)
    parts = [("behind" if behind else "done", 0, have)]
    if plan := min(numbers.share(planned, total), 100 - have):
        parts.append(("plan", have, plan))
    if short:
        parts.append(("short", 100 - short, short))
    if pace is not None:
        parts.append(("pace", min(numbers.share(pace, total), 99.2), 0.8))
    drawn = html.joined(html.filled(HOURS, look=look, x=x, width=width) for look, x, width in parts)
    return html.filled(HOURS_BAR, parts=drawn)


@register.inclusion_tag("web/_chart.html")
def chart(chart):
    """A Chart of igu.web.charts, with its legend."""
    return {"chart": chart}


@register.inclusion_tag("web/_numbers.html")
def numbers_table(head, rows, foot=None):
    """The numbers behind a chart, folded away: `{% numbers_table card.head card.rows card.foot %}`."""
    return {"numbers": {"head": head, "rows": rows, "foot": foot}}
