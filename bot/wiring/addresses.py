"""Where the bot is reached from outside, as its settings say."""

from bot.settings import Settings
from bot.web import listening


def webhook_address(settings: Settings) -> str:
    """Where Telegram brings updates; empty if the bot fetches them."""
    return settings.web_url + listening.TELEGRAM if settings.web_url and settings.telegram_webhook_secret else ""


def page_address(settings: Settings) -> str:
    """Where people's clients open the Mini App; empty if there is none."""
    return settings.web_url and settings.web_url + listening.APP
