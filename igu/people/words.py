"""What the rules about people say no with, in words: what, what it means, what to do."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "role_not_yours_to_give": _("You cannot give that role. Nobody has been invited. Ask your administrator."),
    "scope_missing": _("An employer user belongs to a firm. Nobody has been invited. Start from the firm's page."),
    "already_member": _("The person has that role already. Nobody has been invited. Find the person in the list."),
    "ends_before_it_begins": _("The last day lies before the first. Nothing is saved. Change one of the dates."),
    "own_role": _("You cannot change your own access. Nothing is saved. Ask another administrator."),
    "last_administrator": _(
        "Somebody must be able to let people in. Nothing is saved. Make another person administrator first."
    ),
    "reason_missing": _("The reason is missing. Nothing is changed. Write in a few words why."),
    "no_second_factor": _("The person has no second factor. Nothing is changed. The next log-in asks for one."),
    "belongs_elsewhere": _(
        "The person's log-in belongs to another municipality. Nothing is changed. The administrator there can do it."
    ),
    "already_accepted": _("The person has answered the invitation. No new one is sent. They can log in."),
    "day_is_there": _("That day is there already. Nothing is saved. Choose another day."),
}


def say(codes) -> list[str]:
    return [WORDS[code] for code in codes]
