"""What the bot answers at, behind its proxy."""

TELEGRAM = "/telegram"
"""Updates that Telegram brings."""
PUSHES = "/1688"
"""Push messages of 1688."""
APP = "/app"
"""The Mini App."""
