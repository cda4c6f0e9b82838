"""The course of a case: its visitations and tracks, who follows it, its open issues, its closing and reopening."""
