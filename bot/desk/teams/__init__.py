"""Teams, their members and their rules."""
