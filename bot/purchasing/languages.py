"""The languages that people can be spoken to in; the first one is for everybody whose own is not among them."""

LANGUAGES = ("en", "zh", "ru")
