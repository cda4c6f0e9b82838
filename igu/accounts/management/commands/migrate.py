from django.core.management.commands import migrate


class Command(migrate.Command):
    """Migrates as the owner: the running app may use the tables but does not own them."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")
