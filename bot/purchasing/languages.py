"""The languages that people can be spoken to in; the first one is for everybody whose own is not among them."""

LANGUAGES = ("en", "zh", "ru")


def known(language: str) -> str:
    """The one of them for a language code of Telegram: its own, zh for every Chinese, else the first."""
    short = language.casefold().replace("_", "-").partition("-")[0]
    return short if short in LANGUAGES else LANGUAGES[0]
