"""The Telegram face: updates in, cards out; it words what the desk did and decides nothing."""
