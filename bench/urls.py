"""The app's own addresses, and an empty page behind all of its middleware and its policy."""

from django.http import HttpResponse
from django.urls import include, path

from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy


@policy(*CASE_WORKERS)
def empty(request):
    return HttpResponse()


urlpatterns = [path("tom/", empty, name="empty"), path("", include("igu.urls"))]
