from django import forms
from django.utils.translation import gettext_lazy

from igu.web.forms import Form


class QuestionForm(Form):
    question = forms.CharField(
        label=gettext_lazy("What do you want to know?"),
        max_length=300,
        help_text=gettext_lazy("The person sees when and which case, and your question."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(Form):
    answer = forms.CharField(
        label=gettext_lazy("Why you opened the case"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
