from django.urls import path

from igu.web import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("sprog/", views.set_language, name="set_language"),
]
