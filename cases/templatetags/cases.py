"""What lists of many things show, each of them all as one text: rows, tabs, facts, the marks of the picture."""

from django import template

from cases import markup, page_markup, picture_markup

register = template.Library()
register.simple_tag(markup.case_rows)
register.simple_tag(markup.view_tabs)
register.simple_tag(markup.case_heads)
register.simple_tag(markup.column_ticks)
register.simple_tag(markup.options)
register.simple_tag(page_markup.actions, name="case_actions")
register.simple_tag(page_markup.tabs, name="case_tabs")
register.filter("fact_groups", page_markup.fact_groups)
register.filter("checks", page_markup.checks)
register.filter("picture_drawing", picture_markup.drawing)
register.filter("picture_table_lines", picture_markup.table_lines)
