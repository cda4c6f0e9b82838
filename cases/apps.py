from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from cases import at_employers, contacts, head, hooks, panels, timeline
        from cases.activities import timeline as activity_timeline
        from cases.activities.presets import ACTIVITIES
        from cases.checklists.content import CHECKLISTS
        from cases.definitions import kinds
        from cases.drafts import notice
        from cases.goals import services as goal_services
        from cases.goals.content import GOALS
        from cases.journal.content import JOURNAL
        from cases.language import documents as language_documents
        from cases.looks import mails as look_mails
        from cases.looks import services as look_services
        from cases.profile import documents as profile_documents
        from cases.protection import mails, tries
        from cases.scales.content import SCALES
        from cases.signals import notices as signal_notices
        from cases.signals import own as own_signals
        from cases.signals import sources as signal_sources
        from cases.signals.services import SIGNALS
        from employers import sections
        from igu.audit import refusals
        from igu.outbox import jobs
        from igu.outbox import kinds as mail_kinds

        panels.register(panels.Panel("overview", _("Overview"), "case_detail", 0))
        panels.register(panels.Panel("course", _("Way so far"), "course_panel", 5))
        panels.register(panels.Panel("journal", _("Journal"), "journal_panel", 10))
        note = panels.Action("note", _("Note a contact"), "journal_panel", 90, icon="edit", is_primary=True)
        panels.register_action(note)
        panels.register(panels.Panel("goals", _("Goals and scales"), "goal_panel", 40))
        panels.register(panels.Panel("checklists", _("Checklists"), "checklist_panel", 47))
        panels.register(panels.Panel("agreement", _("Agreement"), "agreement_panel", 50))
        for kind in (JOURNAL, GOALS, SCALES, CHECKLISTS, ACTIVITIES):
            kinds.register(kind)
        panels.register(panels.Panel("profile", _("Profile and CV"), "profile_panel", 55))
        panels.register(panels.Panel("language", _("Language plan"), "language_panel", 57))
        language_documents.register_documents()
        profile_documents.register_documents()
        user_logged_in.connect(notice.tell)
        panels.register_notices("cases", head.notices)
        timeline.register("cases", timeline.own_items)
        contacts.register("cases", contacts.own_people)
        sections.register("trainees", at_employers.trainees)
        panels.register(panels.Panel("activities", _("Activities"), "activities_panel", 45))
        hooks.on_date_answered(goal_services.SUBJECT, goal_services.review_answered)
        timeline.register("activities", activity_timeline.activities)
        timeline.register("absences", activity_timeline.absences)
        refusals.on_refused("protected_cases", tries.note_refused)
        mail_kinds.register(
            look_services.MAIL,
            render=look_mails.render,
            still_wanted=look_mails.still_wanted,
            label=_("Question about a look-up"),
        )
        mail_kinds.register(
            tries.MAIL, render=mails.render, still_wanted=mails.still_wanted, label=_("Tries at protected cases")
        )
        panels.register_notices("signals", signal_notices.notices)
        jobs.expect(
            SIGNALS,
            every=timedelta(days=1),
            grace=timedelta(hours=1),
            warning=_("The early signals have not been looked for since %(since)s."),
        )
        for source in own_signals.SOURCES:
            signal_sources.register(source)
