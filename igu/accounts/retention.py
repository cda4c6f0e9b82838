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
