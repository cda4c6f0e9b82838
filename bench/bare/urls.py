from django.http import HttpResponse, HttpResponseForbidden
from django.urls import path


def empty(request):
    """Two queries: the session and the user."""
    return HttpResponse() if request.user.is_authenticated else HttpResponseForbidden()


urlpatterns = [path("tom/", empty)]
