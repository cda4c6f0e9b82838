"""Every door of the house. A test walks them all and asks each for its policy."""

from django.urls import include, path

import igu.celery  # noqa: F401 - the tasks' home is known before a view wakes one

handler400 = "igu.web.errors.bad_request"
handler403 = "igu.web.errors.permission_denied"
handler404 = "igu.web.errors.page_not_found"
handler500 = "igu.web.errors.server_error"

urlpatterns = [  # from the top, one after the other: what is asked for most stands first
    path("", include("igu.web.urls")),
    path("", include("followup.urls")),
    path("", include("cases.urls")),
    path("", include("employers.urls")),
    path("", include("education.urls")),
    path("", include("reports.urls")),
    path("", include("portal.urls")),
    path("", include("igu.people.urls")),
    path("", include("igu.outbox.urls")),
]
