"""What is said of who is in the team's group, in every language."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.requests.request import request_card
from bot.cards.teams import team
from bot.desk.shared.views import Stage
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.team import Role
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.approvals import NotCountedNotice
from bot.purchasing.notices.teams import BackInGroupNotice, LeftGroupNotice, NotThereNotice
from bot.purchasing.person import Place
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import check, read

FACTS = {
    "title": "Buying", "team_id": 1, "person": "Boris", "person_id": 12, "waiting": 2, "asks": True, "number": 1042,
    "people": [{"id": 12, "name": "Boris"}, {"id": 13, "name": "Chen"}], "by": "Boris", "bot": "caigou_bot",
}  # fmt: skip
KINDS = (LeftGroupNotice.kind, BackInGroupNotice.kind, NotThereNotice.kind, NotCountedNotice.kind)


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_comes_and_goes_is_said_by_name(kind: NoticeKind, language: str) -> None:
    view = stored.view(kind, FACTS, language, s.NOW)
    check(view)
    assert "Boris" in read(view)


def test_the_group_hears_who_left_and_what_that_means_for_what_waits() -> None:
    told = read(stored.view(LeftGroupNotice.kind, FACTS, "en", s.NOW))
    assert "Until Boris is back, nothing that Boris decides counts, nor does a yes from before" in told
    assert "2 requests wait here and are counted again now" in told
    assert "What Boris asked for and is not ordered yet waits as well" in told
    quiet = FACTS | {"waiting": 0, "asks": False}
    told = read(stored.view(LeftGroupNotice.kind, quiet, "en", s.NOW))
    assert "wait here" not in told
    assert "asked for" not in told
    told = read(stored.view(LeftGroupNotice.kind, FACTS | {"keeps": True}, "en", s.NOW))
    assert "an admin by the server's settings still" in told


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_team_says_who_is_not_there_and_how_the_bot_could_see_it(language: str, private: bool) -> None:
    gone = replace(t.TEAM, members=tuple(replace(each, rests=each.name == "Boris") for each in t.TEAM.members))
    blind = team.team_card(Roster(gone), language, s.NOW, private, "caigou_bot", roles=frozenset(Role), blind=True)
    seeing = team.team_card(Roster(t.TEAM), language, s.NOW, private, "caigou_bot", roles=frozenset(Role))
    check(blind)
    if language == "en":
        assert read(blind).count("not in the group, roles rest") == 1
        assert "Make me an administrator of the group, without any rights" in read(blind)
        assert "administrator" not in read(seeing)
        assert "roles rest" not in read(seeing)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"active": False}, "You are not in this team any more"),
        ({"rests": True}, "You are not in the team's group, so your roles rest"),
        ({"roles": frozenset({Role.RECEIVER})}, "purchases and prices are for others"),
    ],
    ids=["removed", "left the group", "receiver"],
)
def test_an_old_private_card_says_why_its_reader_sees_it_no_longer(change: dict[str, Any], says: str) -> None:
    members = tuple(replace(each, **change) if each.person_id == t.EMIL else each for each in t.TEAM.members)
    step = t.step(Stage.APPROVAL, team=replace(t.TEAM, members=members))
    assert says in read(request_card(step, "en", s.NOW, place=Place(t.EMIL)))
