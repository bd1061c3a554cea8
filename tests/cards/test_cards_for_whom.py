"""What a team's cards offer to whom, how an invitation is sent on, and what is chosen by buttons."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.cards import answers, people
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.order_lines import held_back_keyboard
from bot.cards.blocks.writer import Writer
from bot.cards.requests.request import of_reader
from bot.cards.teams import policy, team
from bot.cards.teams import team as settings
from bot.desk.shared.refusals import NotStarted
from bot.desk.teams.policy import Rules, WhatIf
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.policy_language import amend, show
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.notices.teams import TeamOpenedNotice
from bot.purchasing.people.teams import Changed, Proposal, Proposed
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import buttons, check, codes, drawn

TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_an_admin_is_offered_to_invite_and_to_change_people(language: str) -> None:
    roster = Roster(t.TEAM, proposals=(Proposal(9, 3, "roles", {}, 1, t.DARIA, s.NOW),))
    theirs = {ButtonAction.INVITE, ButtonAction.ADD, ButtonAction.MEMBER, ButtonAction.SECOND, ButtonAction.SETTINGS}

    def offered(*roles: Role) -> set[ButtonAction]:
        card = team.team_card(roster, language, s.NOW, True, "caigou_bot", roles=frozenset(roles))
        return {code.action for code in codes(card)}

    assert offered(Role.REQUESTER, Role.BUYER) == {ButtonAction.POLICY}
    assert offered(Role.APPROVER) == {ButtonAction.POLICY, ButtonAction.AWAY}
    assert theirs <= offered(Role.ADMIN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_is_sent_on_by_telegrams_own_list_of_chats(language: str) -> None:
    view = team.invitation(t.TEAM, Role.APPROVER, "A" * 22, language, "caigou_bot")
    address = urlsplit(next(button.url for button in buttons(view) if button.url))
    asked = parse_qs(address.query)
    assert (address.netloc, address.path) == ("t.me", "/share/url")
    assert asked["url"] == [f"https://t.me/caigou_bot?start=join_{'A' * 22}"]
    assert asked["text"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_say_how_they_are_changed_to_admins_alone(language: str) -> None:
    rules = Rules(t.TEAM, default_policy(), 2, show(default_policy(), t.TEAM))
    for admin in (True, False):
        view = policy.rules_card(rules, language, admin=admin)
        check(view)
        assert ("/policy" in view.text) is admin
        assert (ButtonAction.POLICY_TRY in {code.action for code in codes(view)}) is admin


@pytest.mark.parametrize(("label", "lines"), settings.USUAL_RULES)
def test_usual_rules_are_rules(label: str, lines: str) -> None:
    assert amend(default_policy(), lines, t.TEAM) != default_policy() or label == "try-one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_rules_are_shown_when_they_hold_and_while_they_wait(language: str) -> None:
    new = amend(default_policy(), "note from 1000", t.TEAM)
    holding = policy.changed(Rules(t.TEAM, new, 3, ""), Changed(t.TEAM, "policy"), language)
    waiting = policy.waits(WhatIf(t.TEAM, policy=new), Proposed(4, "policy", s.NOW), language, s.NOW)
    for view in (holding, waiting):
        check(view)
        assert "1,000.00" in plain(view.text)
    assert {code.action for code in codes(waiting)} == {ButtonAction.SECOND, ButtonAction.DROP}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_chosen_stands_on_buttons(language: str) -> None:
    shown = {
        "settings": settings.settings_card(t.TEAM, language, s.NOW),
        "yuan": settings.settings_card(replace(t.TEAM, rate=None, currency=""), language, s.NOW),
        "rate": people.asking(language, "ask-rate", currency="USD", example="7.26"),
        "away": settings.ask_away(t.TEAM, TODAY, language, away=True),
        "instead": settings.ask_stand_in(t.TEAM, t.BORIS, TODAY, language),
        "sent": answers.sentence(language, "invitation-sent"),
        "start": team.not_started(NotStarted(person_id=4711), language, "caigou_bot"),
    }
    for view in shown.values():
        check(view)
    languages = [code.args[1] for code in codes(shown["settings"]) if code.action is ButtonAction.LANGUAGE]
    assert languages == list(LANGUAGES)
    instead = [code.args[2] for code in codes(shown["instead"]) if code.action is ButtonAction.AWAY_YES]
    assert t.BORIS not in instead
    assert {t.CHEN, 0} <= set(instead)
    assert "4711" in drawn(shown["start"])
    assert settings.last_day(TODAY, 1) == TODAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_of_a_new_team_leads_to_its_setup(language: str) -> None:
    facts = {"by": "Anna", "by_id": t.DARIA, "team_id": 3, "title": "Purchasing", "private": False, "bot": "b"}
    view = stored.view(TeamOpenedNotice.kind, facts, language, s.NOW)
    check(view)
    assert codes(view) == [Code(ButtonAction.SETUP, (3, 0))]


@pytest.mark.parametrize(
    ("reader", "roles", "added_by", "offered"),
    [
        (t.EMIL, (Role.BUYER,), (t.BORIS,), True),
        (t.BORIS, (Role.REQUESTER,), (t.BORIS,), True),
        (t.BORIS, (Role.REQUESTER,), (t.BORIS, t.CHEN), False),
        (t.BORIS, (Role.REQUESTER,), (t.CHEN,), False),
        (t.BORIS, (Role.APPROVER,), (t.BORIS,), False),
    ],
)
def test_cancelling_an_order_is_offered_to_buyers_and_to_whom_it_is_alone(
    reader: int, roles: tuple[Role, ...], added_by: tuple[int, ...], offered: bool
) -> None:
    line = s.REQUEST.asked[0]
    asked = tuple(replace(line, place=place, by=each) for place, each in enumerate(added_by, 1))
    purchase = Purchase(replace(s.REQUEST, chosen=replace(s.REQUEST.chosen, asked=asked)), orders=(s.ORDER,))
    team_of_one = replace(t.TEAM, members=(Member(reader, "He", frozenset(roles)),))
    keyboard = held_back_keyboard(Writer("en"), s.ORDER_ID)
    shown = {Code.parse(button.data).action for row in of_reader(keyboard, purchase, team_of_one, reader)
             for button in row if button.data}  # fmt: skip
    assert (ButtonAction.CANCEL_ASK in shown) is offered
