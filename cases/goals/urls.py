from django.urls import path

from cases.goals import views

urlpatterns = [
    path("", views.goal_panel, name="goal_panel"),
    path("ark/", views.goal_sheet, name="goal_sheet"),
    path("nyt/", views.goal_choose, name="goal_choose"),
    path("nyt/<slug:area_key>/", views.goal_new, name="goal_new"),
    path("<uuid:goal_id>/", views.goal_edit, name="goal_edit"),
    path("<uuid:goal_id>/vurdering/", views.goal_rate, name="goal_rate"),
    path("<uuid:goal_id>/tilbage/", views.goal_take_back, name="goal_take_back"),
    path("<uuid:goal_id>/hent-frem/", views.goal_bring_back, name="goal_bring_back"),
    path("<uuid:goal_id>/delmaal/", views.goal_part, name="goal_part"),
]
