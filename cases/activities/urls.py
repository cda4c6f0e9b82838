from django.urls import path

from cases.activities import absence_views as absence
from cases.activities import views as activities

CASE = "sager/<uuid:case_id>"
ACTIVITY = f"{CASE}/indsatser/<uuid:activity_id>"
ABSENCE = f"{CASE}/fravaer/<uuid:absence_id>"

urlpatterns = [
    path(f"{CASE}/indsatser/", activities.activities_panel, name="activities_panel"),
    path(f"{CASE}/indsatser/ny/", activities.activity_new, name="activity_new"),
    path(f"{CASE}/indsatser/krav/", activities.required_hours, name="required_hours"),
    path(f"{CASE}/indsatser/krav/fjern/", activities.required_hours_remove, name="required_hours_remove"),
    path(f"{ACTIVITY}/", activities.activity_detail, name="activity_detail"),
    path(f"{ACTIVITY}/ret/", activities.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}/slut/", activities.activity_end, name="activity_end"),
    path(f"{ACTIVITY}/timer/", activities.activity_hours, name="activity_hours"),
    path(f"{ACTIVITY}/timer/fjern/", activities.activity_step_remove, name="activity_step_remove"),
    path(f"{ACTIVITY}/ugeskema/", activities.activity_timetable, name="activity_timetable"),
    path(f"{ACTIVITY}/ugeskema/fjern/", activities.activity_slot_remove, name="activity_slot_remove"),
    path(f"{ACTIVITY}/fremmoede/", activities.attendance_week, name="attendance_week"),
    path(f"{CASE}/fravaer/nyt/", absence.absence_new, name="absence_new"),
    path(f"{ABSENCE}/", absence.absence_edit, name="absence_edit"),
    path(f"{ABSENCE}/fjern/", absence.absence_remove, name="absence_remove"),
]
