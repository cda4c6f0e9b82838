"""Who looked at which case: a page a case for the manager, and the review of the whole log."""
