"""The door gunicorn uses. With --preload it is opened once, and the workers are forked behind it."""

import gc
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - needs the apps to be ready
from django.db import connections  # noqa: E402
from django.urls import get_resolver, reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.translation import trans_real  # noqa: E402

from igu.web.checks import refuse_to_boot  # noqa: E402

refuse_to_boot()
get_resolver().url_patterns  # noqa: B018 - views and forms are loaded here, for all workers together
# Here one thread answers one request. Django's own place for the language also serves many requests in one thread, and
# costs more than looking a text up does: half a millisecond of a page that says three hundred (docs/decisions/0025).
trans_real._active = threading.local()
for language, _name in settings.LANGUAGES:  # texts and addresses are looked up in tables that are made at the first use
    with translation.override(language):
        translation.gettext("Cases")
        reverse("home")
connections.close_all()  # no worker may share a connection with another
gc.collect()
gc.freeze()  # what is loaded stays: looking through it for rubbish would copy it into each worker
