"""The card that leads a new team through its setup: in each language, for each question, alone and with others."""

import logging
from collections.abc import Iterator

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.teams import setup
from bot.cards.teams.team import USUAL_RULES
from bot.desk.teams.setup import SetupStep
from bot.purchasing.text import LANGUAGES
from tests.cards import setup_samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import buttons, check, coded, codes, drawn, read
from tests.cards.samples import NOW


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def card(name: str, language: str = "en", *, private: bool = False) -> View:
    view = setup.card(s.NAMED[name], language, NOW, "caigou_bot", private=private)
    check(view)
    return view


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", s.NAMED)
def test_each_card_has_few_lines_and_a_way_on_in_every_language(name: str, language: str) -> None:
    for private in (True, False):
        view = card(name, language, private=private)
        assert len(plain(view.text).splitlines()) <= 12
        assert len(view.keyboard) <= 7
        on = ButtonAction.SETUP if s.NAMED[name].asks is None else ButtonAction.SETUP_LEAVE
        assert coded(view, on)


def test_a_sole_admin_reads_what_counts_later_before_the_press_and_what_holds_until_then() -> None:
    assert drawn(card("roles, alone")) == (
        "✅ This group is a team now\n"
        "Anna: admin, requester\n"
        "Anna can buy here already: /buy and a 1688 link.\n"
        "1 of 4 · Who does what?\n"
        "Press a role: its invitation comes to you in private.\n"
        "Why in 10 minutes? It lets more through, so a sole admin says it twice. Until then the admin pays.\n"
        "[+ approver] [+ requester]\n"
        "[+ buyer · in 10 minutes]\n"
        "[Choose people] [I do it all alone]"
    )


def test_who_is_there_can_become_the_buyer_and_whoever_comes_next_waits_too() -> None:
    view = card("roles, joined")
    labels = [each.text for each in buttons(view)]
    assert labels == [
        "+ requester", "Choose people", "+ approver · in 10 minutes", "Make Boris buyer · in 10 minutes",
        "Make Anna buyer · in 10 minutes", "Next",
    ]  # fmt: skip
    assert [each.args for each in coded(view, ButtonAction.ROLE)] == [(3, t.BORIS, "buyer", 1), (3, 4711, "buyer", 1)]
    assert "Until then the admin pays." in read(view)
    assert "Nobody can agree yet" in read(card("roles, nobody agrees"))


def test_two_admins_need_each_other_s_word_and_no_ten_minutes() -> None:
    for name in ("roles, two admins", "rules, two admins"):
        view = card(name)
        assert "10 minutes" not in drawn(view)
        assert "· second word" in drawn(view)
        assert "another admin must agree" in read(view)


def test_why_is_said_as_long_as_anything_waits() -> None:
    assert "lets more through" in read(card("roles, with a buyer"))
    assert [each.text for each in buttons(card("roles, with a buyer"))][-1] == "Next"


def test_the_default_address_stands_first_and_a_group_reads_cities_alone() -> None:
    group, private = card("address"), card("address", private=True)
    chosen = [each.args for each in coded(group, ButtonAction.SETUP_ADDRESS)]
    assert chosen == [(3, each.address_id, 0) for each in s.ADDRESSES]
    assert buttons(group)[0].text == "Default: 义乌市"
    assert "王海燕" not in drawn(group)
    assert "王海燕" in drawn(private)
    again = card("address, chosen")
    assert buttons(again)[1].text == "✓ 广州市"
    assert coded(again, ButtonAction.SETUP_ADDRESS)[0].args == (3, s.ADDRESSES[0].address_id, 1)
    assert codes(card("address, none")) == [
        Code(ButtonAction.SETUP, (3, 2)),
        Code(ButtonAction.SETUP_LEAVE, (3, 2)),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_shown_as_their_own_lines_before_one_is_taken(language: str) -> None:
    view = card("rules", language)
    for _, lines in USUAL_RULES[:3]:
        assert lines in read(view)
    assert [each.args for each in coded(view, ButtonAction.SETUP_RULES)] == [(3, place, 1) for place in range(3)]


def test_only_rules_that_loosen_wait_and_those_that_hold_are_ticked() -> None:
    labels = [each.text for each in buttons(card("rules"))]
    assert labels == [
        "✓ One approver", "Two from ¥ 1,000", "Up to ¥ 500: nobody · in 10 minutes",
        "Leave them as is",
    ]  # fmt: skip
    assert "Until then today's rules hold." in read(card("rules"))
    assert buttons(card("rules, chosen"))[0].text == "One approver · in 10 minutes"
    assert buttons(card("rules, chosen"))[1].text == "✓ Two from ¥ 1,000"


def test_what_is_ready_says_all_that_is_set_and_asks_again_behind_buttons() -> None:
    text = read(card("ready"))
    for part in ("Purchasing is set up", "Boris: approver", "Goods go to 广州市", "1 USD = ¥ 7.26", "Up to ¥ 500.00"):
        assert part in text
    steps = [each.args for each in coded(card("ready"), ButtonAction.SETUP)]
    assert steps == [(3, int(step)) for step in SetupStep]
    assert "Each request asks where goods go." in read(card("ready, alone"))
    assert "Yuan only" in read(card("ready, alone"))
