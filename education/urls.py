from django.urls import path

from education import views

urlpatterns = [
    path("sager/<uuid:case_id>/plan/", views.plan_panel, name="plan_panel"),
    path("sager/<uuid:case_id>/plan/ny/", views.plan_line_new, name="plan_line_new"),
    path("sager/<uuid:case_id>/plan/dokument/", views.plan_document_ask, name="plan_document_ask"),
    path("sager/<uuid:case_id>/plan/<uuid:line_id>/", views.plan_line_edit, name="plan_line_edit"),
]
