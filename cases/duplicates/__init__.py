"""One citizen who has got two cases: found when the second is opened, put together, and parted again."""
