"""What is typed about people, their log-in and the municipality's settings."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from igu.accounts.models import STAFF, ClosingDay, Membership, Municipality
from igu.people.passwords import HINT
from igu.web.forms import TOO_LONG, Form, ModelForm, Ours

LONGEST_PASSWORD = 200


# --- log-in: allauth's forms with our words ---------------------------------------------------------------


class Plain:
    """Our labels and hints instead of theirs, nothing grey inside the boxes, and an end to the length."""

    labels = {
        "login": _("E-mail"),
        "email": _("E-mail"),
        "password": _("Password"),
        "oldpassword": _("The password that you have now"),
        "password1": _("New password"),
        "password2": _("The same again"),
        "code": _("Code"),
    }
    hints = {}
    keeps_nothing = True  # a refused password is not kept on the page, so the summary does not say so

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels[name]
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(LONGEST_PASSWORD, TOO_LONG))
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class ChoosesPassword(Plain):
    hints = {"password1": HINT}

    def clean(self):
        typed = forms.Form.clean(self)
        if "password1" in typed and typed.get("password2") not in (None, typed["password1"]):
            self.add_error("password2", _("The two are not alike. Nothing is saved. Write the password again."))
        return typed


class LoginForm(Ours, Plain, account.LoginForm):
    pass


class ForgottenPasswordForm(Ours, Plain, account.ResetPasswordForm):
    pass


class NewPasswordForm(Ours, ChoosesPassword, account.ResetPasswordKeyForm):
    pass


class InvitationForm(Ours, ChoosesPassword, account.SetPasswordForm):
    pass


class ChangePasswordForm(Ours, ChoosesPassword, account.ChangePasswordForm):
    pass


class PasswordAgainForm(Ours, Plain, account.ReauthenticateForm):
    pass


class CodeForm(Ours, Plain, mfa.AuthenticateForm):
    pass


class CodeAgainForm(Ours, Plain, mfa.ReauthenticateForm):
    pass


class FirstCodeForm(Ours, Plain, totp.ActivateTOTPForm):
    def clean_code(self):
        """The first code is spent as well: whoever saw it cannot log in with it."""
        code = super().clean_code()
        TOTP(Authenticator(user=self.user))._mark_code_used(code)
        return code


class NewRecoveryCodesForm(Ours, recovery_codes.GenerateRecoveryCodesForm):
    pass


# --- people -----------------------------------------------------------------------------------------------


class InviteForm(Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose a role")), *((role.value, role.label) for role in STAFF)],
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    from_on = forms.DateField(label=_("First day"))
    to_on = forms.DateField(label=_("Last day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("name", "email"), Row("role", "phone"), Row("from_on", "to_on"))


class PeriodForm(ModelForm):
    class Meta:
        model = Membership
        fields = ["from_on", "to_on", "phone"]
        labels = {"from_on": _("First day"), "to_on": _("Last day"), "phone": _("Phone")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("from_on", "to_on", "phone"))


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("You have called the person back on a number that you know.")
    )


# --- the municipality's settings --------------------------------------------------------------------------


class ClockField(forms.TimeField):
    """»8.00« or »08:00«, in a plain box that no browser turns into morning and afternoon."""

    widget = forms.TimeInput(attrs={"class": "w-number", "inputmode": "numeric"}, format="%H.%M")
    input_formats = ["%H.%M", "%H:%M", "%H"]


class SettingsForm(ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    opens_at = ClockField(label=_("Opens at"))
    closes_at = ClockField(label=_("Closes at"))

    class Meta:
        model = Municipality
        fields = [
            "closed_5_june",
            "closed_24_december",
            "closed_31_december",
            "opens_at",
            "closes_at",
            "sender_name",
            "reply_to",
            "phone",
            "behind_hours",
            "no_contact_weeks",
        ]
        labels = {
            "closed_5_june": _("5 June, Constitution Day"),
            "closed_24_december": _("24 December"),
            "closed_31_december": _("31 December"),
            "sender_name": _("Sender's name in mails"),
            "reply_to": _("Reply address"),
            "phone": _("Phone"),
            "behind_hours": _("A plan is behind when it is so many hours under an even pace"),
            "no_contact_weeks": _("A case is silent after so many weeks without contact"),
        }
        help_texts = {
            "no_contact_weeks": _("Lists follow at once, the signals of the cases from the next morning on."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "version",
            Fieldset(_("Closed on"), "closed_5_june", "closed_24_december", "closed_31_december"),
            Row("opens_at", "closes_at"),
            Row("sender_name", "reply_to", "phone"),
            Row("behind_hours", "no_contact_weeks"),
        )


class ClosingDayForm(ModelForm):
    class Meta:
        model = ClosingDay
        fields = ["closed_on", "name"]
