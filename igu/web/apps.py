from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "igu.web"

    def ready(self):
        from igu.web import checks  # noqa: F401 - registers them
