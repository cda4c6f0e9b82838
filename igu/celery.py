"""Celery wakes the services up at the right time and remembers nothing: what waits stands in PostgreSQL."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")

app = Celery("igu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "run-daily": {"task": "followup.tasks.run_daily", "schedule": crontab(hour=6, minute=0)},
    # What six o'clock missed is caught up the same day, in working hours: twice on one day changes nothing.
    "catch-up": {"task": "followup.tasks.run_daily", "schedule": crontab(minute=30, hour="6-18")},
    "signals": {"task": "cases.tasks.find_signals", "schedule": crontab(minute=15, hour="6-18")},
    "waiting-documents": {"task": "cases.tasks.make_waiting_documents", "schedule": 60.0, "options": {"expires": 60}},
    "old-drafts": {"task": "cases.tasks.clear_old_drafts", "schedule": crontab(hour=3, minute=10)},
    "log-samples": {"task": "cases.tasks.draw_missing_samples", "schedule": crontab(hour=3, minute=40)},
    "waiting-files": {"task": "cases.tasks.scan_waiting_attachments", "schedule": 60.0, "options": {"expires": 60}},
    "waiting-sheets": {"task": "cases.tasks.work_on_waiting_sheets", "schedule": crontab(minute="*/5")},
    "send-mail": {"task": "igu.outbox.tasks.send_mail", "schedule": 15.0, "options": {"expires": 15}},
}


@worker_init.connect
def refuse_to_boot(**kwargs):
    """Celery swallows what a receiver raises; only leaving ends the worker."""
    from igu.web import checks

    try:
        checks.refuse_to_boot()
    except ImproperlyConfigured as fault:
        raise SystemExit(str(fault)) from fault
