from django.urls import path

from portal import views

urlpatterns = [
    path("portal/", views.portal_home, name="portal_home"),
    path("portal/elev/<uuid:agreement_id>/", views.portal_trainee, name="portal_trainee"),
    path("portal/elev/<uuid:agreement_id>/svar/", views.portal_answer, name="portal_answer"),
]
