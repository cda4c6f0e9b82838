"""What is typed about signals: why one is no cause for concern, and what is decided about the case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import words
from igu.web.forms import Form, ManyPills


class DismissForm(Form):
    sentences = {"reason_missing": ("why", _("Write why it is no cause for concern. Nothing is changed yet."))}
    why = forms.CharField(
        label=_("Why it is no cause for concern"),
        max_length=300,
        help_text=_("It comes back only when something new happens."),
    )


class WatchForm(Form):
    decision = forms.ChoiceField(label=_("Decision"), choices=words.Watch, widget=forms.RadioSelect)
    causes = forms.MultipleChoiceField(
        label=_("What is wrong"), choices=words.WatchCause, required=False, widget=ManyPills
    )
    belief = forms.CharField(
        label=_("What we believe, and what happens now"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
