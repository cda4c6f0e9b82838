from django.urls import path

from igu.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sprog/", views.set_language, name="set_language"),
]
