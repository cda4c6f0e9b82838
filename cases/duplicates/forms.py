"""Which case is the same citizen's, and why."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igu.web.forms import Form


class OtherCaseForm(Form):
    """The first step: which case is to be put into this one."""

    anden = forms.CharField(label=gettext_lazy("Number of the other case"), max_length=12)

    def say_not_there(self):
        self.add_error("anden", _("No other case in your municipality has that number. Look it up and write it again."))


class MergeForm(Form):
    reason = forms.CharField(label=gettext_lazy("Why they are the same citizen"), max_length=200)

    sentences = {
        "agreements_overlap": (
            None,
            gettext_lazy("Both have an agreement in the same period. Nothing is changed. Correct one of them first."),
        ),
        "rows_collide": (
            None,
            gettext_lazy(
                "Both hold what may be there only once. Nothing is changed. Ask for help to put them together."
            ),
        ),
    }
