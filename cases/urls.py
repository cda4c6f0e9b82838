from django.urls import path

from cases import views

urlpatterns = [
    path("sager/", views.case_list, name="case_list"),
    path("sager/<uuid:case_id>/", views.case_detail, name="case_detail"),
    path("sager/<uuid:case_id>/begrundelse/", views.case_reason, name="case_reason"),
]
