"""Builds links that open the bot: a private chat with it, or a group to bring it into."""

import re
from urllib.parse import urlencode

from bot.cards.blocks.view import Button
from bot.cards.blocks.writer import Writer

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


def deep_link(username: str, payload: str) -> str:
    """The address that opens a private chat and says `/start <payload>` there; empty if it cannot be one."""
    return f"https://t.me/{username}?start={payload}" if username and _PAYLOAD.fullmatch(payload) else ""


def group_link(username: str) -> str:
    """The address that lets an admin bring the bot into a group, which then is a team."""
    return f"https://t.me/{username}?startgroup=team" if username else ""


def open_in_private(w: Writer, key: str, username: str, payload: str) -> Button | None:
    """A button that goes on in the reader's private chat."""
    return w.link(key, deep_link(username, payload))


def share_link(link: str, words: str) -> str:
    """The address by which Telegram asks to whom a link of ours shall be sent, with words; empty without a link."""
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': words})}" if link else ""
