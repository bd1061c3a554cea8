"""Draws a view as plain text, and reads what is on it."""

import re
from html.parser import HTMLParser

from bot.cards.blocks.buttons import ButtonAction, Code, Codes, signed
from bot.cards.blocks.html import MESSAGE_UNITS, plain, units, unmarked
from bot.cards.blocks.view import Button, View
from bot.sandbox.actor import as_read
from bot.sandbox.chats.entities import cut16, discover
from bot.sandbox.chats.markup_html import parse_html

OUR_TAGS = {"b", "i", "code", "tg-time"}
CODES = Codes(b"secret")
LINKS = {"url", "email", "mention", "hashtag", "cashtag", "bot_command", "phone_number"}
OURS = re.compile(
    r"/[a-z]+|https://t\.me/caigou_bot\?[\w=]+|@caigou_bot|https://trade\.1688\.com/\S+|(?:1688|[Aa]libaba|JD)\.com|detail\.1688\.com\S*",
    re.ASCII,
)
"""What our own sentences may have Telegram make a link of."""
_MARKS = {"success": "+", "danger": "-", "primary": "*", "": ""}


class Balance(HTMLParser):
    """Checks that only our own tags stand in a text, each closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.folds = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        names = [name for name, _ in attrs]
        if tag == "a":
            # A person who is called: the only link that may stand in a text.
            if names != ["href"] or not re.fullmatch(r"tg://user\?id=\d+", attrs[0][1] or ""):
                self.faults.append(f"<a {attrs}>")
        elif tag == "blockquote":
            # What is folded: one quote, and none in it.
            self.folds += 1
            if names != ["expandable"] or self.folds > 1:
                self.faults.append(f"<blockquote {names}>")
        elif tag not in OUR_TAGS or names != (["unix", "format"] if tag == "tg-time" else []):
            self.faults.append(f"<{tag} {names}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def drawn(view: View) -> str:
    """The text as it is read, then a line of buttons for each row: + yes, - no, * the likely one."""
    rows = [" ".join(f"[{b.text}]{_MARKS[b.style]}" for b in row) for row in view.keyboard]
    return "\n".join([read(view), *rows])


def read(view: View) -> str:
    """The text as people read it."""
    return as_read(plain(view.text))


def outside(view: View) -> str:
    """What is read before anybody opens the fold."""
    return as_read(plain(re.sub(r"<blockquote expandable>.*</blockquote>", "", view.text, flags=re.DOTALL))).strip()


def buttons(view: View) -> list[Button]:
    return [button for row in view.keyboard for button in row]


def codes(view: View) -> list[Code]:
    return [Code.parse(button.data) for button in buttons(view) if button.data]


def coded(view: View, action: ButtonAction) -> list[Code]:
    return [code for code in codes(view) if code.action is action]


def links(view: View) -> list[str]:
    """What Telegram makes a link of by itself, with the markup and where it had to be left out."""
    found = []
    for text, known in (parse_html(view.text), (plain(unmarked(view.text)), [])):
        entities = [each for each in discover(text, known) if each["type"] in LINKS]
        found += [cut16(text, each["offset"], each["length"]) for each in entities]
    return found


def check(view: View) -> None:
    """Everything that Telegram would refuse, and everything that a stranger could have slipped in."""
    balance = Balance()
    balance.feed(view.text)
    balance.close()
    assert not balance.faults, balance.faults
    assert not balance.open
    assert [link for link in links(view) if not OURS.fullmatch(link)] == []
    assert 1 <= units(plain(view.text)) <= MESSAGE_UNITS
    assert view.text.count("</") <= 100
    assert len(buttons(view)) <= 100
    assert all(1 <= len(row) <= 8 for row in view.keyboard)
    for button in buttons(view):
        assert button.text.strip()
        assert [bool(button.data), bool(button.url), bool(button.copy)].count(True) == 1
        assert len(button.copy) <= 256
        assert button.style in ("", "primary", "success", "danger")
    for button in buttons(signed(view, CODES, -1001234567890123)):
        assert len(button.data.encode()) <= 64
    assert units(view.alert) <= 200
