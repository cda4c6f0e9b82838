"""Early signals: what the records show, in words with a link. No score; a person decides."""
