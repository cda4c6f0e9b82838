"""Drafts: what is typed in a long form outlives the session, sealed, for its owner alone."""
