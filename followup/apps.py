from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self):
        from cases import hooks
        from followup.services import schedule_agreements

        hooks.on_agreements_changed("follow_ups", schedule_agreements)
