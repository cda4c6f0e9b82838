"""The journal of a case: what was said, seen and decided, with whom, and who may know of it."""
