"""The lines of »Min dag« in a template, each list of them as one text (followup.markup)."""

from django import template
from django.utils.safestring import SafeString

from followup import markup

register = template.Library()
register.filter("line_facts", markup.facts)
register.filter("coming_rows", markup.coming_rows)
register.filter("week_bars", markup.week_bars)


@register.simple_tag(takes_context=True)
def case_cards(context, cards) -> SafeString:
    """`asked` and `asked_too` are what the addresses of the page carry on."""
    carried = markup.Carried(str(context["csrf_token"]), context["asked"], context["asked_too"])
    return markup.case_cards(cards, carried)
