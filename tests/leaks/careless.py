"""Web and worker with every hole there is.

python -m gunicorn tests.leaks.careless          instead of igu.wsgi
celery … worker --include tests.leaks.careless   instead of tests.leaks.ears
"""

import django

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the apps are ready first

from tests.leaks import ears, holes  # noqa: E402, F401

holes.plant()
application = get_wsgi_application()
