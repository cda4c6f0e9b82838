"""The door gunicorn uses."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")
application = get_wsgi_application()

from igu.web.checks import refuse_to_boot  # noqa: E402 - needs the apps to be ready

refuse_to_boot()
