from django import forms
from django.utils.translation import gettext_lazy

from igu.web.forms import Form


class QuestionForm(Form):
    sentences = {
        "answered": (
            None,
            gettext_lazy(
                "A question about it has been answered. Nothing is sent. Talk with the person if more is open."
            ),
        ),
        "asked_already": (
            None,
            gettext_lazy(
                "A colleague has asked about it meanwhile. Nothing is sent. Look at the question on the list."
            ),
        ),
    }

    question = forms.CharField(
        label=gettext_lazy("What do you want to know?"),
        max_length=300,
        help_text=gettext_lazy("The person sees when and which case, and your question."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(Form):
    sentences = {
        "answered": (
            None,
            gettext_lazy(
                "You have answered already, and that answer stands. This one is not saved. Tell it to the log reviewer."
            ),
        ),
    }

    answer = forms.CharField(
        label=gettext_lazy("Why you opened the case"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
