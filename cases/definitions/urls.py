from django.urls import path

from cases.definitions import views

urlpatterns = [
    path("", views.definition_list, name="definition_list"),
    path("<slug:definition_kind>/ny/", views.definition_new, name="definition_new"),
    path("<slug:definition_kind>/<slug:definition_key>/", views.definition_edit, name="definition_edit"),
    path("<slug:definition_kind>/<slug:definition_key>/brug/", views.definition_use, name="definition_use"),
]
