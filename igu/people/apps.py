from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "igu.people"

    def ready(self):
        from igu.people import mails

        mails.register()
