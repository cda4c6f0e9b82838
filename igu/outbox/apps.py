from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OutboxConfig(AppConfig):
    name = "igu.outbox"

    def ready(self):
        from igu.outbox import jobs

        jobs.expect_own_jobs()
        post_migrate.connect(jobs.begin_watching, sender=self)
