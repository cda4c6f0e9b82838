"""What is typed about people and their log-in."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _


class ChoosePasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 14 characters. A sentence that only you would think of works well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )
    again = forms.CharField(
        label=_("The same again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        typed = self.cleaned_data
        if "password" in typed and typed.get("again") != typed["password"]:
            self.add_error("again", _("The two are not alike. Nothing is saved. Type the password again."))
        return typed
