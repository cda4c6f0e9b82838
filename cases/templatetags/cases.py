"""The rows of the list of cases in a template, all of them as one text (cases.markup)."""

from django import template

from cases import markup

register = template.Library()
register.simple_tag(markup.case_rows)
