"""What is typed on a checklist: the day of the ticks, who took part, a note."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Checklist
from igu.web.forms import Form, VersionedForm


class TickForm(Form):
    """do: `tick:point:party` or `untick:point:party`."""

    ticked_on = forms.DateField(label=gettext_lazy("Date of what you tick"))
    do = forms.RegexField(r"^(tick|untick):[\w-]{1,40}:[a-z]{0,12}$", required=False, widget=forms.HiddenInput)

    sentences = {
        "day_ahead": ("ticked_on", gettext_lazy("The date lies ahead. Write the day on which it was done.")),
        "day_long_ago": ("ticked_on", gettext_lazy("The date lies before 2010. Write the day on which it was done.")),
        "point_unknown": (
            None,
            gettext_lazy("That point is not on this list. Nothing is saved. Open the page again and tick there."),
        ),
    }

    def __init__(self, *args, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["ticked_on"] = today

    @property
    def action(self) -> tuple[str, str, str]:
        """What, which point, which party."""
        what, point, party = self.cleaned_data["do"].split(":")
        return what, point, party


class ChecklistForm(VersionedForm):
    class Meta:
        model = Checklist
        fields = ("participants", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}
