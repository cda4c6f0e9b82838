"""What all forms share: dates as dd-mm-åååå, tidy text, lengths with an answer, and messages that name the field."""

import datetime as dt
import hashlib
import json
import uuid
from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import pretty_name
from django.utils.formats import sanitize_separators
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from igu.web.logs import TEN_DIGITS
from igu.web.tidy import tidy

LINE_LENGTH = 200
TEXT_LENGTH = 10_000
FREE_LENGTH = 120  # a line that holds so much is written in as people talk; a shorter one names a thing
DASHES = BLANK_CHOICE_DASH[0][1]


# --- widgets ------------------------------------------------------------------------------------------


def iso(value) -> str:
    """»2026-12-29« of a date, or of what somebody typed if it is one."""
    if isinstance(value, dt.date):
        return value.isoformat()
    try:
        return forms.DateField().to_python(value).isoformat()
    except (forms.ValidationError, AttributeError):
        return ""


class DateInput(forms.DateInput):
    """dd-mm-åååå with dkfds' calendar, which submits ISO; both are read, and without script the box works alone."""

    def __init__(self, attrs=None):
        plain = {"inputmode": "numeric", "autocomplete": "off", "class": "w-date", "placeholder": _("dd-mm-yyyy")}
        super().__init__(attrs=plain | (attrs or {}), format="%d-%m-%Y")


class Pills(forms.RadioSelect):
    """One of a few, as pills in a row."""


class ManyPills(forms.CheckboxSelectMultiple):
    """Some of a few, as pills in a row."""


class NumberInput(forms.TextInput):
    """A number in a plain box: no wheel that turns it by chance. `suffix` says the unit beside it."""

    def __init__(self, attrs=None, *, prefix="", suffix="", decimals=False):
        super().__init__({"inputmode": "decimal" if decimals else "numeric", "class": "w-number"} | (attrs or {}))
        self.prefix, self.suffix = prefix, suffix

    def format_value(self, value):
        """»37,5«, not »37,50«: as many decimals as are needed."""
        if isinstance(value, Decimal):
            value = value.quantize(1) if value == value.to_integral_value() else value.normalize()
        return super().format_value(value)


# --- fields made ours -----------------------------------------------------------------------------------

REQUIRED = {
    forms.DateField: _("{label} is missing. Write the date as 01-02-2027."),
    forms.ChoiceField: _("{label} is missing. Choose one."),
    forms.ModelChoiceField: _("{label} is missing. Choose one."),
    forms.FileField: _("{label} is missing. Choose a file."),
    forms.BooleanField: _("{label}: tick the box to go on."),
    forms.Field: _("{label} is missing. Fill in the field."),
}
INVALID = {
    forms.DateField: _("{label} is not a date that exists. Write it as 01-02-2027."),
    forms.IntegerField: _("{label} must be a number without letters, such as 37."),
    forms.EmailField: _("{label} must be an e-mail address, such as name@firm.dk."),
}
TOO_LONG = _("At most %(limit_value)d characters; you wrote %(show_value)d.")
NO_CPR = _("There is a number of ten digits that may be a CPR number. Nothing is saved. Leave it out.")


def _of_kind(words: dict, field):
    return next((text for kind, text in words.items() if isinstance(field, kind)), None)


def _say(field, code: str, words: dict) -> None:
    """Put our words in the place of Django's, never in the place of the form's own."""
    messages = (vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__)
    default = next((words_of_kind[code] for words_of_kind in messages if code in words_of_kind), None)
    text = _of_kind(words, field)
    if text and field.error_messages.get(code) == default:
        field.error_messages[code] = format_lazy(text, label=field.label)


def _tidied(field):
    one_line = not isinstance(field.widget, forms.Textarea)
    to_python = field.to_python

    def inside(value):
        return to_python(tidy(value, one_line=one_line) if isinstance(value, str) else value)

    return inside


def has_cpr(text: str) -> bool:
    return bool(TEN_DIGITS.search(text))


def _without_cpr(text: str) -> None:
    if has_cpr(text):
        raise forms.ValidationError(NO_CPR)


def _is_free_text(field) -> bool:
    """Where people write whole sentences, and with them what stands before them: a CPR number."""
    is_line = (type(field), type(field.widget)) == (forms.CharField, forms.TextInput)
    return isinstance(field.widget, forms.Textarea) or (is_line and (field.max_length or 0) >= FREE_LENGTH)


def _make_text_ours(field) -> None:
    if isinstance(field.widget, forms.PasswordInput):
        return
    field.to_python = _tidied(field)
    limit = field.max_length or (TEXT_LENGTH if isinstance(field.widget, forms.Textarea) else LINE_LENGTH)
    validators = [v for v in field.validators if not isinstance(v, MaxLengthValidator)]
    own = [_without_cpr] if _is_free_text(field) else []
    field.validators = [*validators, MaxLengthValidator(limit, TOO_LONG), *own]
    field.widget.attrs.pop("maxlength", None)  # a browser would cut off in silence what is pasted


def _make_number_ours(field) -> None:
    decimals = isinstance(field, forms.DecimalField | forms.FloatField)
    if type(field.widget) in (forms.NumberInput, forms.TextInput):
        attrs = {name: value for name, value in field.widget.attrs.items() if name not in ("min", "max", "step")}
        field.widget = NumberInput(attrs, decimals=decimals)
    field.localize = decimals  # writes »1.234,5«; a whole number may be a year and stays plain
    to_python = field.to_python
    field.to_python = lambda value: to_python(sanitize_separators(value))


def _say_choose(field) -> None:
    """A list that nothing is chosen in yet says so, where Django draws a line of dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("Choose")
    elif (choices := list(field.choices))[:1] == [("", DASHES)]:
        field.choices = [("", _("Choose")), *choices[1:]]


def make_ours(field) -> None:
    """Give a field of Django our widget, our words, and text without invisible marks."""
    if type(field.widget) is forms.DateInput:
        field.widget = DateInput(field.widget.attrs)
    if isinstance(field, forms.IntegerField):  # Decimal and Float are of its kind
        _make_number_ours(field)
    if isinstance(field, forms.CharField):
        _make_text_ours(field)
    if isinstance(field, forms.ChoiceField):
        _say_choose(field)
    _say(field, "required", REQUIRED)
    _say(field, "invalid", INVALID)


# --- forms ------------------------------------------------------------------------------------------------


class Ours:
    """The page writes the form tag, the token and the buttons; `{% crispy form %}` writes the rest."""

    use_required_attribute = False
    marks_optional = True
    sentences: dict = {}  # a service's reason code: (field or None, sentence)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = pretty_name(name) if field.label is None else field.label
            make_ours(field)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def add_codes(self, codes) -> None:
        """Say the reason codes of a service's RuleBroken, each at its field."""
        for code in codes:
            self.add_error(*self.sentences[code])


class Form(Ours, forms.Form):
    pass


class ModelForm(Ours, forms.ModelForm):
    @property
    def values(self) -> dict:
        """What was typed about the row itself, for a service's keywords."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class VersionedForm(ModelForm):
    """A form over a row that carries the version it was read in: `igu.web.conflict` answers who comes second."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["version"] = instance.version

    @property
    def typed_version(self) -> int:
        return self.cleaned_data["version"]


class Once:
    """A form that makes a row. `cleaned_data["token"]` is the id of the row: sent twice, a form makes one.

    The id depends on what was typed. Who goes back, writes something else and sends it again has made a second row,
    and no words are lost. Put it before Form or ModelForm; the service makes the row by `saving.make_once`.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"] = forms.CharField(required=False, widget=forms.HiddenInput({"data-token": True}))
        self.initial["token"] = str(uuid.uuid4())
        self.helper.render_hidden_fields = True

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self.cleaned_data["token"] = self._row_id()

    def _row_id(self) -> uuid.UUID:
        typed = {name: values for name, values in _lists(self.data) if name != "csrfmiddlewaretoken"}
        typed |= {name: [(file.name, file.size) for file in files] for name, files in _lists(self.files)}
        text = json.dumps(typed, sort_keys=True)
        try:
            token = uuid.UUID(self.data.get(self.add_prefix("token"), ""))
        except ValueError:
            token = uuid.uuid4()  # a form without a token is a new one
        return uuid.uuid5(token, hashlib.sha256(text.encode()).hexdigest())


def _lists(data):
    return data.lists() if hasattr(data, "lists") else [(name, [value]) for name, value in data.items()]


class FilterForm(Form):
    """Choices above a list: everything may be left out, so nothing is marked as optional."""

    marks_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = field.widget.is_required = False
