from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class OutboxConfig(AppConfig):
    name = "igu.outbox"

    def ready(self):
        from igu.outbox import hold, jobs

        jobs.expect_own_jobs()
        pre_migrate.connect(hold.release_a_new_database, sender=self)
        post_migrate.connect(jobs.begin_watching, sender=self)
