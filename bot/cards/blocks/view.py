"""Defines one message as values that any card makes: its text, its buttons and its picture."""

from dataclasses import dataclass

from bot.cards.blocks.html import Html, cut, plain

ALERT_UNITS = 200
"""The longest answer to a press, in UTF-16 units."""


@dataclass(frozen=True)
class Button:
    """One button: `data` is a code's unsigned text, `url` opens, `copy` copies, `app` opens the Mini App.

    One of the four is set; `app` stands in private chats only.

    `style` is "" or one of Telegram's three colours: primary, success (yes) and danger (no).
    """

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    app: str = ""
    style: str = ""
    means: str = ""
    """The unsigned code of what a link does to a purchase: the link holds as long as a button with it would."""


@dataclass(frozen=True)
class Pick:
    """A button that opens Telegram's own list of people; what is picked comes back with `number`."""

    text: str
    number: int


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class View:
    """One message: HTML text, rows of buttons, and the address of a picture shown large above the text."""

    text: Html
    keyboard: Keyboard = ()
    picture: str = ""
    picks: tuple[Pick, ...] = ()
    """Shown instead of the buttons, in a private chat only."""
    picked: bool = False
    """Whether such buttons are taken away again."""

    @property
    def alert(self) -> str:
        """The text without markup, short enough for the answer to a press."""
        return cut(plain(self.text), ALERT_UNITS)


def first_line(view: View) -> str:
    """What a message says first, without markup, short enough to be said again."""
    line, _, _ = plain(view.text).partition("\n")
    return cut(line, ALERT_UNITS)
