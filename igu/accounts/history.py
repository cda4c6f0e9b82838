"""Change history by database triggers (django-pghistory): also bulk updates, the actor in the context."""

import pghistory


def tracked(**options):
    """Track inserts, updates and deletes of a model. Its event table gets a wall in the same migration."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)
