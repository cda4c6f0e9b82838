"""Cases that were handed over together: the note about their open items, and the way back."""
