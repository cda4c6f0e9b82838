"""What is typed about citizens, cases and agreements: parsing, choices, and the words for what a rule says no to."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db import models as db
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import models, words
from igu.accounts import sealing
from igu.rules import identifiers
from igu.web.forms import Form, ModelForm, VersionedForm


class Reason(db.TextChoices):
    """The reasons for opening a colleague's case that lie ready. Their codes stand in the read log."""

    STANDING_IN = "standing_in", gettext_lazy("I stand in for my colleague")
    CALLED = "called", gettext_lazy("The citizen, the firm or the school has called")
    TOGETHER = "together", gettext_lazy("We work on the case together")
    TAKING_OVER = "taking_over", gettext_lazy("I take the case over")
    OTHER = "other", gettext_lazy("Something else")


class ReasonForm(Form):
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Reason, widget=forms.RadioSelect)
    other = forms.CharField(label=gettext_lazy("If something else: write it briefly"), max_length=120, required=False)

    def clean(self):
        if self.cleaned_data.get("reason") == Reason.OTHER and not self.cleaned_data.get("other"):
            self.add_error("other", _("The reason is missing. Write in a few words why you open the case."))
        return self.cleaned_data

    @property
    def purpose(self) -> str:
        """What the read log keeps: a ready reason's code, or the words that were typed."""
        is_other = self.cleaned_data["reason"] == Reason.OTHER
        return self.cleaned_data["other"] if is_other else self.cleaned_data["reason"]


# --- the CPR number ---------------------------------------------------------------------------------------


class CprInput(forms.TextInput):
    """Never shows what was typed: a number that was read comes back sealed in a hidden field beside it."""

    def format_value(self, value):
        return None


class CprForm(Form):
    """The number, typed once. Where it fails modulus 11, sending the form again is what confirms it."""

    cpr = forms.CharField(
        label=gettext_lazy("CPR number"),
        required=False,
        widget=CprInput(attrs={"autocomplete": "off", "inputmode": "numeric", "class": "w-date"}),
    )
    cpr_kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)

    sentences = {"cpr_missing": ("cpr", gettext_lazy("Write the CPR number, or why there is none yet."))}

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self):
        super().clean()
        kept = self._kept_digits()
        typed = self.cleaned_data.get("cpr", "")
        digits = self._read(typed) if typed else kept
        self.cleaned_data["cpr"] = digits
        if digits:
            self._keep(digits)
            self._notice_modulus(digits, kept)
        return self.cleaned_data

    def _kept_digits(self) -> str:
        try:
            return sealing.unseal(
                bytes.fromhex(self.cleaned_data.get("cpr_kept", "")), bound_to=self.actor.membership_id
            )
        except (sealing.SealBroken, ValueError):
            return ""

    def _keep(self, digits):
        self.data = self.data.copy()
        sealed = sealing.seal(digits, bound_to=self.actor.membership_id)
        self.data[self.add_prefix("cpr_kept")] = sealed.hex()
        self.fields["cpr"].widget.attrs["placeholder"] = _("written, hidden")

    def _read(self, typed: str) -> str:
        digits = identifiers.digits_of(typed)
        if digits.isdecimal() and len(digits) != 10:
            self.add_error(
                "cpr",
                _("A CPR number has 10 digits; this one has %(n)d. A 0 in front may have been lost.")
                % {"n": len(digits)},
            )
            return ""
        try:
            return identifiers.read_cpr(typed).digits
        except identifiers.UnreadableCpr as fault:
            self.add_error("cpr", CPR_PROBLEMS[fault.problem])
            return ""

    def _notice_modulus(self, digits, kept):
        number = identifiers.read_cpr(digits)
        if kept != digits and not number.is_substitute and not number.passes_modulus_11:
            self.add_error(
                "cpr",
                _(
                    "The number does not have the usual check digit. That happens, above all with 1 January. "
                    "Look once more. If it is right, save again: you need not write it again."
                ),
            )


CPR_PROBLEMS = {
    identifiers.CprProblem.NOT_TEN_DIGITS: gettext_lazy("A CPR number is 10 digits, such as 010190-0001."),
    identifiers.CprProblem.NO_SUCH_DATE: gettext_lazy(
        "The first six digits are not a date that exists. Look the number up and write it again."
    ),
}


def looks_the_same(found: list[tuple[str, str]]) -> str:
    """The answer to a name and birth date that a case here has, with the way to each of them."""
    links = format_html_join(", ", '<a href="{}">{}</a>', found)
    said = _("A citizen with that name and date of birth has a case already. Nothing is saved. Look at it first:")
    return format_html("{} {}", said, links)


def has_case_already(url: str, number: str) -> str:
    """The answer to a CPR number that has a case here, with the way to it."""
    return format_html('{} <a href="{}">{}</a>', _("The citizen already has a case:"), url, number)


# --- citizens and cases ----------------------------------------------------------------------------------------

NAME = ("first_name", "last_name", "birth_on", "sex")
RESIDENCE = ("basis", "family_to", "address_since", "permit_until", "aliens_act", "completed_before")
LANGUAGE = ("danish_education", "danish_test", "danish_test_on", "schooling_years", "literacy")
CONTACT = ("phone", "email", "language", "needs_interpreter")
BACKGROUND = ("origin", "arrived_on", "family", "children", "background")


class CitizenFacts:
    """What holds for a new citizen and a known one."""

    def clean(self):
        typed = super().clean() or self.cleaned_data
        if typed.get("family_to") and typed.get("basis") != words.Basis.FAMILY:
            self.add_error("family_to", _("»Reunified with« is only for family reunification. Leave it empty."))
        return typed


class NewCaseForm(CitizenFacts, CprForm, ModelForm):
    """A case in one page: who, on which ground, and who follows it. Everything else can wait."""

    no_cpr_reason = forms.CharField(label=gettext_lazy("No CPR number yet? Write why"), max_length=120, required=False)
    coordinator = forms.ChoiceField(label=gettext_lazy("Coordinator"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("Second person"), required=False)
    is_another = forms.BooleanField(label=gettext_lazy("It is another person: open the case"), required=False)
    group = forms.ChoiceField(
        label=gettext_lazy("Group"), required=False, choices=[("", gettext_lazy("None")), *words.Group.choices]
    )

    class Meta:
        model = models.Citizen
        fields = (
            *("first_name", "last_name", "birth_on", "sex", "no_cpr_reason"),
            *("basis", "family_to", "address_since", "permit_until", "arrived_on", "family", "children", "phone"),
        )

    def __init__(self, *args, actor, coordinators, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["coordinator"].choices = [("", _("Nobody yet")), *coordinators]
        self.fields["coordinator"].initial = str(actor.membership_id)
        self.fields["second"].choices = [("", _("Nobody yet")), *coordinators]
        self.fields["birth_on"].required = False
        self.fields["birth_on"].help_text = _("Read from the CPR number when it is left empty.")
        self.helper.layout = Layout(
            "cpr_kept",
            Fieldset(
                _("The citizen"), Row("cpr", "no_cpr_reason"), Row("first_name", "last_name"), Row("birth_on", "sex")
            ),
            Fieldset(_("Residence"), Row("basis", "family_to"), Row("address_since", "permit_until")),
            Fieldset(_("Family and arrival"), Row("arrived_on", "family"), Row("children", "phone")),
            Fieldset(_("The case"), Row("coordinator", "second"), Row("group")),
        )

    def ask_whether_another(self, found: list[tuple[str, str]]) -> None:
        """Somebody has a case who looks the same: show it, and ask."""
        self.add_error(None, looks_the_same(found))
        self.helper.layout.append("is_another")

    def clean(self):
        typed = super().clean()
        digits = typed.get("cpr")
        if not digits and not typed.get("no_cpr_reason") and "cpr" not in self.errors:
            self.add_codes(["cpr_missing"])
        if digits:
            number = identifiers.read_cpr(digits)
            typed["birth_on"] = typed.get("birth_on") or number.born_on
            typed["sex"] = typed.get("sex") or number.sex.value
        elif not typed.get("birth_on") and "birth_on" not in self.errors:
            self.add_error("birth_on", _("The date of birth is missing. Write it as 14-03-1991."))
        return typed


class CitizenForm(CitizenFacts, VersionedForm):
    class Meta:
        model = models.Citizen
        fields = (*NAME, *RESIDENCE, *LANGUAGE, *CONTACT, *BACKGROUND)
        widgets = {"background": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"aliens_act": gettext_lazy("Only where the paragraph has changed its number, such as § 9 c.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "version",
            Fieldset(_("The citizen"), Row("first_name", "last_name"), Row("birth_on", "sex")),
            Fieldset(
                _("Residence"),
                Row("basis", "family_to"),
                Row("address_since", "permit_until"),
                Row("aliens_act"),
                "completed_before",
            ),
            Fieldset(
                _("Danish and schooling"),
                Row("danish_education", "danish_test", "danish_test_on"),
                Row("schooling_years", "literacy"),
            ),
            Fieldset(_("Contact"), Row("phone", "email"), Row("language"), "needs_interpreter"),
            Fieldset(_("Background"), Row("origin", "arrived_on"), Row("family", "children"), "background"),
        )


class GiveCprForm(CprForm):
    """A CPR number for a citizen who had none, or a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, citizen, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = citizen.version

    def clean(self):
        typed = super().clean()
        if not typed.get("cpr") and "cpr" not in self.errors:
            self.add_error("cpr", _("The CPR number is missing. Write its 10 digits."))
        return typed


class CaseForm(VersionedForm):
    coordinator_id = forms.TypedChoiceField(
        label=gettext_lazy("Coordinator"), required=False, empty_value=None, coerce=str
    )
    second_id = forms.TypedChoiceField(
        label=gettext_lazy("Second person"),
        required=False,
        empty_value=None,
        coerce=str,
        help_text=gettext_lazy("The other one whom the citizen always meets, such as the firm consultant."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the case is handed over"),
        required=False,
        choices=[("", gettext_lazy("Choose")), *words.REASONS_TO_CHOOSE],
        help_text=gettext_lazy("Only when the coordinator changes. It stays in the history of the case."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for whoever takes over"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hold = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        required=False,
        choices=[
            ("", gettext_lazy("Follows the agreement")),
            (words.Stage.PAUSED, gettext_lazy("Paused")),
        ],
        help_text=gettext_lazy("Run-up, running and final phase follow from the dates of the agreement by themselves."),
    )

    class Meta:
        model = models.Case
        fields = ("group",)

    def __init__(self, *args, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.instance
        self.fields["coordinator_id"].choices = [("", _("Nobody yet")), *coordinators]
        self.fields["second_id"].choices = [("", _("Nobody yet")), *coordinators]
        self.initial |= {
            "coordinator_id": str(case.coordinator_id or ""),
            "second_id": str(case.second_id or ""),
            "hold": case.hold,
        }
        stage = ("hold",)
        if case.stage == words.Stage.CLOSED:  # closed and opened again at a place of its own, with the reason
            del self.fields["hold"]
            stage = ()
        self.helper.layout = Layout(
            "version",
            Fieldset(_("Who follows the case"), Row("coordinator_id", "second_id"), Row("reason"), "note"),
            Fieldset(_("The case"), Row(*stage, "group")),
        )

    def clean(self):
        typed = super().clean() or self.cleaned_data
        former, now = self.instance.coordinator_id, typed.get("coordinator_id")
        if former and str(former) != str(now or "") and not typed.get("reason"):
            self.add_error("reason", _("The coordinator changes, and nobody can see why. Choose the reason."))
        return typed


class AssessmentForm(Form):
    start_on = forms.DateField(
        label=gettext_lazy("Start date to be judged"),
        help_text=gettext_lazy("The law of that date is used. The citizen's facts are those of the case."),
    )
    same_workplace_until = forms.DateField(
        label=gettext_lazy("Last day of an ordinary job at the same workplace"),
        required=False,
        help_text=gettext_lazy("The same P-number. Internship and wage subsidy do not count. Empty: no such job."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sentences = {
        "reason_missing": (
            "note",
            gettext_lazy("Here the law leaves the answer to you. Nothing is saved. Write what you decide, and why."),
        )
    }


# --- agreements ---------------------------------------------------------------------------------------------------

AGREEMENT_SENTENCES = {
    "outside_scheme": (
        "start_on",
        gettext_lazy("The scheme takes starts from 01-07-2016 to 31-12-2027. Choose a date between them."),
    ),
    "agreement_overlaps": (
        "start_on",
        gettext_lazy("The citizen has another agreement in that period. End that one first, or choose another date."),
    ),
    "agreement_starts_twice": ("start_on", gettext_lazy("There is an agreement with that start date already.")),
    "ends_before_it_starts": ("end_on", gettext_lazy("The last day must not lie before the start.")),
    "ended_before_it_started": ("ended_on", gettext_lazy("The day it really ended must not lie before the start.")),
    "runup_after_start": ("runup_on", gettext_lazy("The trial internship must not begin after the agreement.")),
    "hours_outside_a_week": ("hours_per_week", gettext_lazy("Work hours lie between 0 and 37 a week.")),
    "workplace_of_another_firm": ("workplace", gettext_lazy("The workplace belongs to another firm.")),
    "contact_of_another_firm": ("contact", gettext_lazy("The contact belongs to another firm.")),
}
AGREEMENT_FIELDS = (
    *(
        "workplace",
        "contact",
        "runup_on",
        "signed_on",
        "start_on",
        "end_on",
        "hours_per_week",
        "is_public",
        "wage_scheme",
    ),
    *("functions", "vitas_agreement_on", "vitas_plan_on"),
)
RUNUP = gettext_lazy("Only where an internship tries the match first.")
LONG_AGREEMENT = gettext_lazy("Left empty it is two years less a day after the start.")


class AgreementFacts:
    """What a new agreement and a known one share: the firm is chosen already."""

    sentences = AGREEMENT_SENTENCES

    def arrange(self, employer, *hidden):
        self.fields["workplace"].queryset = employer.workplaces.all()
        self.fields["contact"].queryset = employer.contacts.all()
        self.fields["end_on"].required = False
        self.fields["end_on"].help_text = LONG_AGREEMENT
        self.fields["runup_on"].help_text = RUNUP
        self.helper.layout = Layout(
            *hidden,
            Fieldset(_("Period"), Row("start_on", "end_on"), Row("signed_on", "runup_on")),
            Fieldset(_("At the firm"), Row("workplace", "contact"), "functions"),
            Fieldset(_("Terms"), Row("hours_per_week", "wage_scheme"), "is_public"),
            Fieldset("VITAS", Row("vitas_agreement_on", "vitas_plan_on")),
        )

    def clean(self):
        typed = super().clean() or self.cleaned_data
        start_on, end_on = typed.get("start_on"), typed.get("end_on")
        if start_on and end_on and end_on < start_on:
            self.add_codes(["ends_before_it_starts"])
        return typed


class NewAgreementForm(AgreementFacts, ModelForm):
    class Meta:
        model = models.Agreement
        fields = AGREEMENT_FIELDS
        widgets = {"functions": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, employer, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("is_public", employer.is_public)
        self.arrange(employer)


class AgreementForm(AgreementFacts, VersionedForm):
    class Meta:
        model = models.Agreement
        fields = AGREEMENT_FIELDS
        widgets = {"functions": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arrange(self.instance.employer, "version")


class EndingForm(VersionedForm):
    """How and when an agreement ended, and where the person was later. The day is asked for: it may lie ahead."""

    sentences = AGREEMENT_SENTENCES

    class Meta:
        model = models.Agreement
        fields = ("ending", "ended_on", "outcome_6", "outcome_12")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ending"].required = self.fields["ended_on"].required = True
        self.fields["ended_on"].label = _("Last day of employment")
        self.initial["ended_on"] = self.instance.ended_on or self.instance.end_on
        self.helper.layout = Layout(
            "version", Row("ending", "ended_on"), Fieldset(_("Afterwards"), Row("outcome_6", "outcome_12"))
        )


class EmployerChoiceForm(Form):
    """The first step of an agreement: with whom."""

    virksomhed = forms.ChoiceField(label=gettext_lazy("Employer"))

    def __init__(self, *args, employers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["virksomhed"].choices = [("", _("Choose a firm")), *employers]
