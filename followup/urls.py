from django.urls import path

from followup import views

urlpatterns = [
    path("min-dag/", views.my_day, name="my_day"),
    path("min-dag/fra-foer/", views.waive_before, name="waive_before"),
    path("opfoelgning/<uuid:follow_up_id>/svar/", views.follow_up_answer, name="follow_up_answer"),
    path("opfoelgning/<uuid:follow_up_id>/fortryd/", views.follow_up_undo, name="follow_up_undo"),
    path("opfoelgning/<uuid:follow_up_id>/dato/", views.follow_up_move, name="follow_up_move"),
    path("sager/<uuid:case_id>/opfoelgning/", views.follow_up_panel, name="follow_up_panel"),
    path("sager/<uuid:case_id>/opfoelgning/ny/", views.follow_up_new, name="follow_up_new"),
    path("opfoelgningsmodel/", views.followup_models, name="followup_models"),
    path("opfoelgningsmodel/<uuid:model_id>/", views.followup_model_choose, name="followup_model_choose"),
]
