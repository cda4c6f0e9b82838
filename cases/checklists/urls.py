from django.urls import path

from cases.checklists import views

urlpatterns = [
    path("", views.checklist_panel, name="checklist_panel"),
    path("<slug:checklist_key>/", views.checklist_detail, name="checklist_detail"),
    path("<slug:checklist_key>/note/", views.checklist_note, name="checklist_note"),
]
