"""What `caigou doctor` tries out and says; the checks are those of `bot/cards/checks.py`."""
