"""Log-in under /konto/. Only the routes of allauth's that we want are here; each name is the one allauth asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path

from igu.accounts.policy import public, signed_in
from igu.people import login_views

urlpatterns = [
    path("konto/log-ind/", public(login_views.LoginView.as_view()), name="account_login"),
    path("konto/log-ind/persona/", login_views.persona_login, name="persona_login"),
    path("konto/log-af/", public(account.logout), name="account_logout"),
    path("konto/lukket/", public(account.account_inactive), name="account_inactive"),
    path("konto/invitation/<str:token>/", login_views.invitation_accept, name="invitation_accept"),
    path("konto/ny-adgangskode/", public(account.password_reset), name="account_reset_password"),
    path("konto/ny-adgangskode/sendt/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^konto/ny-adgangskode/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "konto/ny-adgangskode/gemt/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("konto/adgangskode/", signed_in(account.password_change), name="account_change_password"),
    path("konto/bekraeft/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("konto/kode/", public(mfa.authenticate), name="mfa_authenticate"),
    path("konto/kode/bekraeft/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("konto/", signed_in(mfa.index), name="mfa_index"),
    path("konto/kode/opret/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("konto/kode/oprettet/", login_views.second_factor_is_there, name="mfa_deactivate_totp"),
    path("konto/kode/noedkoder/", signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "konto/kode/noedkoder/nye/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("konto/oidc/<str:provider_id>/log-ind/", public(oidc.login), name="openid_connect_login"),
    path("konto/oidc/<str:provider_id>/svar/", public(oidc.callback), name="openid_connect_callback"),
    path("konto/oidc/afbrudt/", public(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("konto/oidc/fejl/", public(social.login_error), name="socialaccount_login_error"),
]
