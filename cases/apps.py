from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self):
        from cases import panels

        panels.register(panels.Panel("overview", _("Overview"), "case_detail", 0))
