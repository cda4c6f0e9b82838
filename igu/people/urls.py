"""Log-in under /konto/, people, and the municipality's settings.

Of allauth's routes only those that we want are here, each behind a policy; each name is the one that allauth asks for.
"""

from django.conf import settings
from django.urls import path, re_path

from igu.people.views import login, municipality, own, people

urlpatterns = [
    path("konto/log-ind/", login.log_in, name="account_login"),
    path("konto/log-ind/kode/", login.give_code, name="mfa_authenticate"),
    path("konto/log-ind/persona/", login.persona_login, name="persona_login"),
    path("konto/log-af/", login.log_out, name="account_logout"),
    path("konto/invitation/<str:token>/", login.invitation_accept, name="invitation_accept"),
    path("konto/glemt-adgangskode/", login.forgotten_password, name="account_reset_password"),
    path("konto/glemt-adgangskode/sendt/", login.forgotten_password_sent, name="account_reset_password_done"),
    path("konto/glemt-adgangskode/gemt/", login.new_password_saved, name="account_reset_password_from_key_done"),
    re_path(
        r"^konto/glemt-adgangskode/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        login.new_password,
        name="account_reset_password_from_key",
    ),
    path("konto/", own.own_log_in, name="mfa_index"),
    path("konto/adgangskode/", login.change_password, name="account_change_password"),
    path("konto/bekraeft/", login.password_again, name="account_reauthenticate"),
    path("konto/bekraeft/kode/", login.code_again, name="mfa_reauthenticate"),
    path("konto/to-trin/", own.add_factor, name="mfa_activate_totp"),
    path("konto/noedkoder/", own.show_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/noedkoder/nye/", own.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/rolle/", own.choose_role, name="membership_choose"),
    path("personer/", people.people, name="people"),
    path("personer/inviter/", people.person_invite, name="person_invite"),
    path("personer/<uuid:membership_id>/", people.person, name="person"),
    path("personer/<uuid:membership_id>/adgang/", people.person_period, name="person_period"),
    path("personer/<uuid:membership_id>/luk/", people.person_end, name="person_end"),
    path("personer/<uuid:membership_id>/inviter/", people.person_invite_again, name="person_invite_again"),
    path("personer/<uuid:membership_id>/to-trin/", people.person_reset_factor, name="person_reset_factor"),
    path("kommune/", municipality.municipality_settings, name="municipality_settings"),
    path("kommune/lukkedage/", municipality.closing_day_add, name="closing_day_add"),
    path("kommune/lukkedage/<uuid:closing_day_id>/fjern/", municipality.closing_day_remove, name="closing_day_remove"),
]

oidc_urlpatterns = [
    path("konto/kommunens/afbrudt/", login.issuer_cancelled, name="socialaccount_login_cancelled"),
    path("konto/kommunens/fejl/", login.issuer_failed, name="socialaccount_login_error"),
    path("konto/kommunens/<str:provider_id>/", login.go_to_the_issuer, name="openid_connect_login"),
    path("konto/kommunens/<str:provider_id>/svar/", login.come_from_the_issuer, name="openid_connect_callback"),
]

if settings.OIDC_URL:
    urlpatterns += oidc_urlpatterns
