"""The app as production serves it, on the day of the bench. One header more: how many queries an answer took."""

import gc
import os
import time

from bench.today import hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")
os.environ.setdefault("IGU_ENV", "production")

from igu.wsgi import application as app

hold()

from django.conf import settings  # noqa: E402 - ready by now
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

settings.ROOT_URLCONF = "bench.urls"
for language, _name in settings.LANGUAGES:  # as igu.wsgi does for the app's own addresses
    with translation.override(language):
        reverse("home")
gc.freeze()


def application(environ, start_response):
    """Counts only where it is asked to, in a round that is not timed."""
    if "HTTP_X_BENCH_COUNT" not in environ:
        return app(environ, start_response)
    seconds = []  # Django's own are rounded to whole milliseconds

    def timed(execute, *asked):
        began = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            seconds.append(time.perf_counter() - began)

    with CaptureQueriesContext(connection) as queries, connection.execute_wrapper(timed):

        def start_counted(status, headers, *rest):
            times = {"X-Sql-Ms": sum(seconds), "X-Longest-Ms": max(seconds, default=0)}
            counts = [
                ("X-Queries", str(len(queries))),
                *((name, f"{value * 1000:.2f}") for name, value in times.items()),
            ]
            return start_response(status, [*headers, *counts], *rest)

        return app(environ, start_counted)
