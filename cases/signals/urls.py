from django.urls import path

from cases.signals import views

CASE = "sager/<uuid:case_id>/tegn"

urlpatterns = [
    path("sager/hold-oeje/", views.signal_list, name="signal_list"),
    path(f"{CASE}/", views.case_signals, name="case_signals"),
    path(f"{CASE}/<uuid:signal_id>/afvis/", views.signal_dismiss, name="signal_dismiss"),
    path(f"{CASE}/<uuid:signal_id>/fortryd/", views.signal_undo, name="signal_undo"),
]
