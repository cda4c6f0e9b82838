"""What is typed about firms and the people there."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from employers import models
from igu.people.words import WORDS
from igu.rules.identifiers import compact_cvr, digits_of
from igu.web.forms import Form, ModelForm, Once, VersionedForm

SENTENCES = {
    "cvr_taken": ("cvr", _("The firm is here already. Search for its CVR number in the list.")),
    "p_number_taken": ("p_number", _("A workplace with that P-number is here already.")),
    "share_outside_0_to_100": ("public_funding_share", _("A share lies between 0 and 100 percent.")),
    "workplace_of_another_firm": ("workplace", _("The workplace belongs to another firm.")),
}
EMPLOYER_FIELDS = ("name", "industry", "is_public", "public_funding_share")
SHARE_HELP = _("Decides about the state's bonus: from 50 percent there is none. Empty counts as 0.")


class NewEmployerForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = models.Employer
        fields = ("cvr", *EMPLOYER_FIELDS)
        help_texts = {"public_funding_share": SHARE_HELP}

    cvr = forms.CharField(label=_("CVR number"), max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("cvr", "name"), Row("industry", "public_funding_share"), "is_public")

    def clean_cvr(self):
        cvr = compact_cvr(self.cleaned_data["cvr"])
        models.check_cvr(cvr)
        return cvr


class EmployerForm(VersionedForm):
    sentences = SENTENCES

    class Meta:
        model = models.Employer
        fields = EMPLOYER_FIELDS
        help_texts = {"public_funding_share": SHARE_HELP}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("version", Row("name"), Row("industry", "public_funding_share"), "is_public")


class WorkplaceFacts:
    sentences = SENTENCES

    def clean_p_number(self):
        number = digits_of(self.cleaned_data["p_number"])
        models.check_p_number(number)
        return number


class NewWorkplaceForm(WorkplaceFacts, Once, ModelForm):
    p_number = forms.CharField(label=_("P-number"), max_length=20)

    class Meta:
        model = models.Workplace
        fields = ("p_number", "name", "address")


class WorkplaceForm(WorkplaceFacts, VersionedForm):
    p_number = forms.CharField(label=_("P-number"), max_length=20)

    class Meta:
        model = models.Workplace
        fields = ("p_number", "name", "address")


CONTACT_FIELDS = ("name", "title", "phone", "email", "workplace")


class NewContactForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = models.Contact
        fields = CONTACT_FIELDS

    def __init__(self, *args, employer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workplace"].queryset = employer.workplaces.all()


class ContactForm(VersionedForm):
    sentences = SENTENCES

    class Meta:
        model = models.Contact
        fields = CONTACT_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workplace"].queryset = self.instance.employer.workplaces.all()


class InviteForm(Form):
    """Who gets a log-in to the firm's own pages, and for how long."""

    sentences = {code: (None, sentence) for code, sentence in WORDS.items()}

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"))
    to_on = forms.DateField(
        label=_("Until"), required=False, help_text=_("Empty: until somebody in the municipality closes it.")
    )
