"""How long the rows of a table live. Every model says it by `retention = Retention.CASE`; a test finds one without.

The classes name what the deadline counts from; how long it is, each municipality decides. Nothing is erased from here.
"""

from enum import StrEnum


class Retention(StrEnum):
    CASE = "case"  # follows the case: counted from its closing, together with its change history
    EMPLOYER = "employer"  # a firm and its people: counted from the last agreement
    PERSON = "person"  # a user and what belongs to the log-in: counted from the end of the last role
    MUNICIPALITY = "municipality"  # settings, definitions and public facts: as long as the municipality uses the system
    IMPORT = "import"  # a file on its way in: days
    MAIL = "mail"  # the shadow of a reminder, ids only: counted from the sending
    LOG = "log"  # who looked and who was refused: counted from the moment
    DRAFT = "draft"  # typed and not saved: days
    TECHNICAL = "technical"  # job runs, sessions, migrations: nothing about a citizen


# Tables of libraries, by their label.
OF_LIBRARIES = {
    "account.EmailAddress": Retention.PERSON,
    "account.EmailConfirmation": Retention.PERSON,
    "auth.Group": Retention.TECHNICAL,
    "auth.Group_permissions": Retention.TECHNICAL,
    "auth.Permission": Retention.TECHNICAL,
    "contenttypes.ContentType": Retention.TECHNICAL,
    "mfa.Authenticator": Retention.PERSON,
    "pghistory.Context": Retention.TECHNICAL,
    "pghistory.Events": Retention.TECHNICAL,
    "pghistory.MiddlewareEvents": Retention.TECHNICAL,
    "sessions.Session": Retention.TECHNICAL,
    "socialaccount.SocialAccount": Retention.PERSON,
    "socialaccount.SocialApp": Retention.TECHNICAL,
    "socialaccount.SocialToken": Retention.PERSON,
}


def of_model(model) -> Retention | None:
    """The class of a table; history follows what it is the history of. None where nobody has said it."""
    tracked = getattr(model, "pgh_tracked_model", model)
    return getattr(tracked, "retention", None) or OF_LIBRARIES.get(tracked._meta.label)
