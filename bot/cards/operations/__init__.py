"""The cards of the bot itself: its health, what may be wrong with it, and exports."""
