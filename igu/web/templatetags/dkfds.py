"""What the form pack `dkfds` asks about a field. Classes come from the kind of widget, ids are Django's own."""

from django import forms, template

from igu.web import forms as ours

register = template.Library()

CLASSES = {"checkbox": "form-checkbox", "radio": "form-radio", "checkboxes": "form-checkbox", "select": "form-select"}


@register.filter
def kind(field) -> str:
    """hidden, checkbox, pills, checkboxes, radio, select, date or text (all that is one box to write in)."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, ours.Pills | ours.ManyPills):
        return "pills"
    for name, widget_class in (
        ("checkbox", forms.CheckboxInput),
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radio", forms.RadioSelect),
        ("select", forms.Select),
        ("date", ours.DateInput),
    ):
        if isinstance(widget, widget_class):
            return name
    return "text"


def _with_class(widget, css: str) -> str:
    return f"{css} {widget.attrs.get('class', '')}".strip()


@register.simple_tag
def control(field):
    """The input itself, in dkfds' clothes."""
    css = CLASSES.get(kind(field), "form-input")
    return field.as_widget(attrs={"class": _with_class(field.field.widget, css)})


@register.filter
def options(field):
    """The radio buttons or check boxes of a field, one by one."""
    css = CLASSES.get(kind(field), "")
    if css:
        field.field.widget.attrs["class"] = _with_class(field.field.widget, css)
    return field.subwidgets


@register.filter
def iso_date(field) -> str:
    """The date that the calendar opens on, if the value is one."""
    return ours.iso(field.value())


def _line(field, error: str) -> tuple[str, str]:
    named = field.label and str(field.label).lower() in error.lower()
    return field.id_for_label or field.auto_id, error if named else f"{field.label}: {error}"


@register.filter
def error_lines(form) -> list[tuple[str, str]]:
    """All that is wrong with a form: (id of the field or nothing, sentence)."""
    lines = [("", error) for error in form.non_field_errors()]
    for field in form:
        lines += [("", error) if field.is_hidden else _line(field, error) for error in field.errors]
    return lines


@register.filter
def formset_error_lines(formset) -> list[tuple[str, str]]:
    lines = [("", error) for error in formset.non_form_errors()]
    for form in formset:
        lines += error_lines(form)
    return lines
