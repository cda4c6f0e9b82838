"""The rows of the list of cases, and the marks of the picture of two years: each of them all as one text."""

from django import template

from cases import markup, picture_markup

register = template.Library()
register.simple_tag(markup.case_rows)
register.filter("picture_months", picture_markup.months)
register.filter("picture_upper_lanes", picture_markup.upper_lanes)
register.filter("picture_lower_lanes", picture_markup.lower_lanes)
register.filter("picture_table_lines", picture_markup.table_lines)
