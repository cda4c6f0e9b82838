from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self):
        from cases import hooks, panels, timeline
        from cases.journal import sources as journal_sources
        from cases.looks import explanations
        from cases.signals import sources
        from cases.signals.listening import look_at_contacts
        from followup import digest, journal, signals
        from followup.services import (
            DIGEST,
            RUN_DAILY,
            follow_dates,
            move_dates,
            refresh_cases,
            schedule_agreements,
            schedule_municipality,
        )
        from followup.timeline import items_of
        from igu.accounts.closed_days import on_closed_days_changed
        from igu.outbox import jobs, kinds

        explanations.register_task(
            "follow_ups",
            "EXISTS (SELECT 1 FROM followup_followup f WHERE f.case_id = c.id AND f.done_by_id = l.membership_id "
            "AND f.done_on = (l.at AT TIME ZONE 'Europe/Copenhagen')::date)",
        )
        hooks.on_agreements_changed("follow_ups", schedule_agreements)
        hooks.on_dates_changed("follow_ups", follow_dates)
        hooks.on_contacts_changed("follow_ups", refresh_cases)
        hooks.on_contacts_changed("signals", look_at_contacts)  # after the day of the newest contact is known
        on_closed_days_changed("follow_ups", schedule_municipality)
        on_closed_days_changed("dates", move_dates)
        kinds.register(DIGEST, render=digest.render, still_wanted=digest.still_wanted, gather=digest.gather)
        # Between the last run of an evening and the first of a morning lie twelve hours.
        jobs.expect(RUN_DAILY, every=timedelta(hours=12), warning=_("No reminders have been made since %(since)s."))
        panels.register(panels.Panel("follow_ups", _("Follow-up"), "follow_up_panel", 30))
        panels.register_action(panels.Action("new_follow_up", _("New follow-up"), "follow_up_new", 10))
        timeline.register("follow_ups", items_of)
        journal_sources.register(journal.SOURCE)
        for source in signals.SOURCES:
            sources.register(source)
