from django.urls import path

from cases import document_views, views

urlpatterns = [
    path("sager/", views.case_list, name="case_list"),
    path("sager/<uuid:case_id>/", views.case_detail, name="case_detail"),
    path("sager/<uuid:case_id>/begrundelse/", views.case_reason, name="case_reason"),
    path(
        "sager/<uuid:case_id>/dokumenter/<uuid:document_id>/",
        document_views.document_download,
        name="document_download",
    ),
    path(
        "sager/<uuid:case_id>/dokumenter/<uuid:document_id>/tilstand/",
        document_views.document_state,
        name="document_state",
    ),
]
