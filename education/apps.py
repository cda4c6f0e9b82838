from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EducationConfig(AppConfig):
    name = "education"

    def ready(self):
        from cases import panels, timeline
        from cases.signals import sources
        from education import documents, signals
        from education import timeline as plan_timeline

        panels.register(panels.Panel("plan", _("Plan"), "plan_panel", 20))
        timeline.register("education", plan_timeline.items)
        documents.register_documents()
        for source in signals.SOURCES:
            sources.register(source)
