from django.urls import path

from cases.scales import views

urlpatterns = [
    path("<uuid:measurement_id>/", views.measurement_edit, name="measurement_edit"),
    path("<slug:scale_key>/ny/", views.measurement_new, name="measurement_new"),
    path("<slug:scale_key>/ark/", views.measurement_sheet, name="measurement_sheet"),
]
