"""Every door of the house. A test walks them all and asks each for its policy."""

import igu.celery  # noqa: F401 - the tasks' home is known before a view wakes one

urlpatterns = []
