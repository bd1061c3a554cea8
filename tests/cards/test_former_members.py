"""Somebody who was forgotten is called "a former member" wherever a name stands, in every language."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from bot.cards import people
from bot.cards.blocks.view import View
from bot.cards.orders import lists
from bot.cards.requests import approval, details
from bot.cards.teams import team_list
from bot.cards.texts.catalogue import say
from bot.desk.operations.exports import LINES, ORDERS
from bot.desk.shared.views import Details
from bot.purchasing.approval.team import Member
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.approvals import (
    AnswerNotice,
    ApprovedNotice,
    DeclinedNotice,
    EscalatedNotice,
    NotCountedNotice,
    QuestionNotice,
    ReminderNotice,
    WithdrawnNotice,
)
from bot.purchasing.notices.changes import CHANGES
from bot.purchasing.notices.operations import PausedNotice, ResumedNotice
from bot.purchasing.notices.purchases import CancelledNotice, ConflictNotice, NeedsPersonNotice, PlacedNotice
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.notices.teams import (
    AwayNotice,
    BackInGroupNotice,
    BackNotice,
    LeftGroupNotice,
    NotThereNotice,
    TeamChangedNotice,
    TeamProposedNotice,
)
from bot.purchasing.people.forgotten import FORMER, exported
from bot.purchasing.person import Person
from bot.purchasing.text import LANGUAGES
from tests.cards import gallery, stored
from tests.cards import samples as s
from tests.cards import team_samples as t

NAMED = dict.fromkeys(("by", "person", "asked_by", "asker", "delegate", "settled_by", "proposed_by"), FORMER) | {
    name: [{"id": 1, "name": FORMER}] for name in ("who", "to", "people")
}
SHOWS_A_NAME = {
    DeclinedNotice.kind, QuestionNotice.kind, AnswerNotice.kind, ApprovedNotice.kind, ReminderNotice.kind,
    EscalatedNotice.kind, WithdrawnNotice.kind, PlacedNotice.kind, PausedNotice.kind, ResumedNotice.kind,
    TeamChangedNotice.kind, TeamProposedNotice.kind, AwayNotice.kind, BackNotice.kind, LeftGroupNotice.kind,
    BackInGroupNotice.kind, NotThereNotice.kind, NotCountedNotice.kind, CancelledNotice.kind,
    NeedsPersonNotice.kind, ConflictNotice.kind,
}  # fmt: skip


def anonymous(value: Any) -> Any:
    """The same value in which everybody was forgotten."""
    if isinstance(value, Member | Person):
        return replace(value, name=FORMER)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(anonymous, value))
    if is_dataclass(value) and not isinstance(value, type):
        given = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        changed = {name: now for name, was in given.items() if (now := anonymous(was)) != was}
        return replace(value, **changed) if changed else value
    return value


def seen(view: View) -> str:
    """All that a reader sees, buttons too."""
    return "\n".join([view.text, *(button.text for row in view.keyboard for button in row)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [each for each in NOTICE_KINDS.values() if each not in WORDLESS])
def test_a_notice_names_them_so(kind: NoticeKind, language: str) -> None:
    for what in CHANGES:
        view = stored.view(kind, s.FACTS | NAMED | {"private": True, "what": what, "kind": "placed"}, language, s.NOW)
        assert FORMER not in seen(view)
        if kind in SHOWS_A_NAME and what == "roles":
            assert say(language, "former-member") in view.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_names_them_so(language: str, monkeypatch: Any) -> None:
    for room, name in (
        (gallery, "request_card"), (lists, "orders_page"), (team_list, "the_list"), (team_list, "changes"),
        (team_list, "one_line"), (approval, "pending_list"),
    ):  # fmt: skip
        whole = getattr(room, name)
        monkeypatch.setattr(
            room, name, lambda first, *more, _whole=whole, **named: _whole(anonymous(first), *more, **named)
        )
    shown = [each for each in gallery.every() if each.language == language]
    assert [each.name for each in shown if FORMER in seen(each.view)] == []
    called = [each for each in shown if each.family == "team" and say(language, "former-member") in each.view.text]
    assert len(called) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_details_and_their_timeline_name_them_so(language: str) -> None:
    purchase = replace(t.WAITING, journal=s.JOURNAL)
    whole = Details(purchase, s.ANNA.id, acts=False, team=t.TEAM)
    view = details.order_details(anonymous(whole), language, s.NOW)
    assert FORMER not in seen(view)
    assert view.text.count(say(language, "former-member")) >= 2


def test_an_export_names_them_in_english() -> None:
    assert exported(FORMER) == "a former member"
    assert exported("Anna") == "Anna"
    assert {"requester"} <= ORDERS.keys() & LINES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_says_what_goes_what_stays_and_how_long_copies_last(language: str) -> None:
    view = people.forget_question("a-mark", language)
    assert "400" in view.text
    assert [len(row) for row in view.keyboard] == [1, 1]
