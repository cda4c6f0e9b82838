"""The project's doors with those of the municipality's own log-in."""

from igu.people.urls import oidc_urlpatterns
from igu.urls import urlpatterns as doors

urlpatterns = [*doors, *oidc_urlpatterns]
