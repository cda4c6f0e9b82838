from django.urls import path

from employers import views

FIRM = "virksomheder/<uuid:employer_id>/"

urlpatterns = [
    path("virksomheder/", views.employer_list, name="employer_list"),
    path("virksomheder/ny/", views.employer_new, name="employer_new"),
    path(FIRM, views.employer_detail, name="employer_detail"),
    path(f"{FIRM}ret/", views.employer_edit, name="employer_edit"),
    path(f"{FIRM}arbejdssteder/nyt/", views.workplace_new, name="workplace_new"),
    path(f"{FIRM}arbejdssteder/<uuid:workplace_id>/", views.workplace_edit, name="workplace_edit"),
    path(f"{FIRM}kontakter/ny/", views.contact_new, name="contact_new"),
    path(f"{FIRM}kontakter/<uuid:contact_id>/", views.contact_edit, name="contact_edit"),
    path(f"{FIRM}kontakter/<uuid:contact_id>/slet/", views.contact_delete, name="contact_delete"),
    path(f"{FIRM}kontakter/<uuid:contact_id>/adgang/", views.contact_invite, name="contact_invite"),
    path(f"{FIRM}adgang/<uuid:portal_user_id>/igen/", views.portal_user_again, name="portal_user_again"),
    path(f"{FIRM}adgang/<uuid:portal_user_id>/luk/", views.portal_user_end, name="portal_user_end"),
]
