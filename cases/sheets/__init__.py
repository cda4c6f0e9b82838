"""The sheet that a team keeps today, read in: file → table → columns → checked rows → all of them saved, or none."""
