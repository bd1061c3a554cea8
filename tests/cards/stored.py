"""Notices for tests of cards: made of facts by name, as they are stored."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.cards.blocks.view import View
from bot.cards.blocks.writer import ForChat
from bot.cards.notices.notices import notice
from bot.desk.ledger.stored_notices import KINDS, VERSION, load
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.base import Notice

ALWAYS: dict[str, Any] = {"proposal_id": 6, "what": "roles", "first": "2026-11-20", "last": "2026-11-22", "run": 3}
"""What no notice can be without that has it."""


def message(kind: NoticeKind, facts: Mapping[str, Any]) -> Notice:
    """The notice of a kind with those of these facts that it has; a single name counts as several."""
    given = ALWAYS | dict(facts)
    given |= {"message": given["kind"]} if "kind" in given else {}
    if kind == KINDS[kind].kind:
        given.pop("told", None)  # only what is stored as news of several orders has them
    several = {each.name for each in fields(KINDS[kind]) if each.type == tuple[str, ...]}
    given |= {name: (given[name],) for name in several if isinstance(given.get(name), str)}
    return load(kind, {"v": VERSION} | given)


def view(kind: NoticeKind, facts: Mapping[str, Any], language: str, now: datetime, resent: bool = False) -> View:
    """How it looks; `bot`, `private` and `of_team` among the facts say in which chat."""
    chat = ForChat(str(facts.get("bot", "")), bool(facts.get("private", False)), bool(facts.get("of_team", False)))
    return notice(message(kind, facts), language, now, chat, resent)
