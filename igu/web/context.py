"""What every page knows."""

from django.conf import settings


def page(request):
    """The actor (or None) and whether this is the demo."""
    return {"actor": getattr(request, "actor", None), "is_demo": settings.DEMO}
