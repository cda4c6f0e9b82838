"""Files that people put to a case: made harmless, scanned, and given out as a download and nothing else."""
