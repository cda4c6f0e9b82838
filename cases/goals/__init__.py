"""Goals: areas with goals and sub-goals, a day to look at them again, and how far three parties find they have come."""
