"""What is typed about citizens, cases and agreements: parsing, choices, and the words for what a rule says no to."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from igu.web.logs import TEN_DIGITS


class Reason(models.TextChoices):
    """The reasons for opening a colleague's case that lie ready. Their codes stand in the read log."""

    STANDING_IN = "standing_in", _("I stand in for my colleague")
    CALLED = "called", _("The citizen, the firm or the school has called")
    TOGETHER = "together", _("We work on the case together")
    TAKING_OVER = "taking_over", _("I take the case over")
    OTHER = "other", _("Something else")


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason, widget=forms.RadioSelect)
    other = forms.CharField(label=_("If something else: write it briefly"), max_length=120, required=False)

    def clean_other(self):
        if TEN_DIGITS.search(self.cleaned_data["other"]):
            raise forms.ValidationError(_("Write the reason without a CPR number: it is kept in the read log."))
        return self.cleaned_data["other"]

    def clean(self):
        if self.cleaned_data.get("reason") == Reason.OTHER and not self.cleaned_data.get("other"):
            self.add_error("other", _("The reason is missing. Write in a few words why you open the case."))
        return self.cleaned_data

    @property
    def purpose(self) -> str:
        """What the read log keeps: a ready reason's code, or the words that were typed."""
        return self.cleaned_data["other"] or self.cleaned_data["reason"]
