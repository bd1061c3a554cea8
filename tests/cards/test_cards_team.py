"""What a team reads: the card to decide by, what is left of it, the list of what waits, people, and rules."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.operations import health
from bot.cards.orders import lists
from bot.cards.requests import approval
from bot.cards.requests import details as details_cards
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.cards.teams import policy as policy_cards
from bot.cards.teams import team
from bot.desk.shared.views import CardState, Details, Health, PurchasePage, Stage, WaitingPage
from bot.desk.teams.policy import Rules, WhatIf
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.judge import Obstacle, Past, what_if
from bot.purchasing.approval.policy import Policy, RuleFault, Unsound, default_policy
from bot.purchasing.approval.policy_language import amend, show
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.approval.votes import Open
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.purchases import NeedsPersonNotice, PaySoonNotice, PlacedNotice, RefusedNotice
from bot.purchasing.notices.teams import ProposalOverNotice, TeamChangedNotice, TeamDroppedNotice, TeamProposedNotice
from bot.purchasing.order_report import OrderState
from bot.purchasing.people.teams import Absence, Changed, Invitation, Proposal, Proposed
from bot.purchasing.person import Place
from bot.purchasing.snapshot import together
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.bought_before import BoughtBefore
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import buttons, check, coded, codes, drawn, outside, read

TODAY, LONG_AGO = date(2026, 11, 24), date(2026, 11, 1)
RULES = """by @Anna goods "home textiles" to 500: auto
500-5000 seller "b2b-1": any of approvers then @Daria
else: all of @Boris @Chen then 2 of admins
note from 1000
remind 2h
escalate 90m to @Daria
expire 8h
tolerance 2% total 3%
cap order 10000
cap day 50000
cap hour 10
budget team 20000 a month stop
budget each 3000 a month
budget @Emil 500 a month
refund from 2000 by 1 of buyers
alone auto"""


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def card(step: CardState, language: str = "en", place: Place | None = s.GROUP, **turn: Any) -> View:
    view = request_card(step, language, s.NOW, place=place, username="caigou_bot", turn=CardTurn(**turn))
    check(view)
    return view


def test_the_card_has_everything_to_decide_by() -> None:
    assert drawn(card(t.step())) == (
        "⏳ #1042 · approval wanted: ¥ 868.00  ≈ $ 119.56\n"
        "50 pcs · White / M · T-shirt, pure cotton\n"
        "¥ 17.20 each · Freight ¥ 8.00\n"
        "Asked by Anna · To: Guangzhou\n"
        "Why: Restock for December\n"
        "Last ¥ 17.20, 4 Nov, 50 pcs · now the same\n"
        "Budget November, the team: ¥ 6,732.00 of ¥ 20,000.00 left after this\n"
        "Boris asks: Why so many?\n"
        "Needs 1 of Boris, Daria · ✅ Chen · until 25 Nov 14:05 (Beijing)\n"
        "Chen asks: Which warehouse? Answer: Guangzhou\n"
        "2 orders with us so far\n"
        "[Approve]+ [Decline]-\n"
        "[Answer]* [More]"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [s.GROUP, s.PRIVATE])
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_a_team_s_request_has_its_card(stage: Stage, place: Place, language: str) -> None:
    orders = (s.ORDER,) if stage is Stage.ORDERED else ()
    purchase = replace(t.WAITING, attempts=(s.ATTEMPT,), orders=orders)
    for tally in (t.OPEN, t.APPROVED, t.DECLINED, None):
        view = card(t.step(stage, purchase, tally), language, place)
        assert "#1042" in view.text.splitlines()[0]
        if stage is not Stage.APPROVAL:
            assert not coded(view, ButtonAction.APPROVE)


def test_the_buttons_mean_exactly_this_content_and_the_details_are_asked_for_by_number() -> None:
    view = card(t.step())
    (yes,) = coded(view, ButtonAction.APPROVE)
    assert yes.args == (1042, s.SNAPSHOT.hash)
    (no,) = coded(view, ButtonAction.DECLINE)
    assert no.args == yes.args
    assert [each.args for each in coded(card(t.step(), more=True), ButtonAction.DETAILS)] == [("1042",)]


def test_the_requester_reads_in_private_what_he_waits_for_and_can_take_it_back() -> None:
    view = card(t.step(), place=s.PRIVATE)
    assert "waits for approval" in drawn(view).splitlines()[0]
    assert "Needs 1 of Boris, Daria" in drawn(view)
    assert {code.action for code in codes(view)} == {
        ButtonAction.TAKE_BACK, ButtonAction.ANSWER, ButtonAction.ASK_SELLER, ButtonAction.TAG,
    }  # fmt: skip


def test_what_moved_stands_side_by_side() -> None:
    before = replace(s.SNAPSHOT, lines=s.priced(1620), goods=Fen(81000), total=Fen(81800))
    request = replace(t.REQUEST, approved=before)
    text = drawn(card(t.step(purchase=replace(t.WAITING, request=request))))
    assert text.startswith("⚠️ #1042 · changed after it was approved\n¥ 818.00 agreed → ¥ 868.00, +6.1 %")
    assert "unit price: ¥ 16.20 → ¥ 17.20" in text
    assert "Approve again?" in text


@pytest.mark.parametrize("kept", [(0, 1, 2, 3), (5,)])
def test_a_part_that_an_approver_proposes_has_changed_in_nothing_else(kept: tuple[int, ...]) -> None:
    now = together([b.PARTS[place] for place in kept])
    request = replace(b.request(base=t.REQUEST), snapshot=now, previous=b.SNAPSHOT, pending_at=s.NOW)
    text = drawn(card(t.step(purchase=replace(t.WAITING, request=request), previous=b.SNAPSHOT)))
    assert text.startswith("⚠️ #1042 · approval wanted for a part of it\n¥ 7,118.00 asked for → ¥ ")
    assert f"An approver left {'5' if len(kept) == 1 else '2'} sellers out." in text
    assert "approved" not in text
    assert "Also changed" not in text


def test_what_was_decided_says_who_said_so() -> None:
    assert "✅ Approved by Chen, Daria" in drawn(card(t.step(Stage.PLACING, tally=t.APPROVED)))
    no = drawn(card(t.step(Stage.DECLINED, tally=t.DECLINED)))
    assert no.startswith("❌ #1042 · declined · Boris\n")
    assert "Too dear" in no


def test_people_with_one_name_are_told_apart_by_their_numbers() -> None:
    twins = replace(t.TEAM, members=(*t.TEAM.members, Member(7777, "boris", frozenset({Role.APPROVER}))))
    text = drawn(card(t.step(team=twins, tally=Open(1, 1, 2, (t.BORIS, 7777, t.DARIA)))))
    assert "Needs 2 of Boris (ID …001), boris (ID …777), Daria" in text


def test_a_request_that_nobody_can_decide_says_so() -> None:
    assert "Nobody can decide now" in drawn(card(t.step(tally=Open(1, 1, 1, ()))))


def test_several_steps_say_which_one_it_is() -> None:
    assert "Needs Daria (step 2 of 3)" in drawn(card(t.step(tally=Open(2, 3, 1, (t.DARIA,), (t.CHEN,)))))


def test_the_rate_that_a_request_keeps_is_the_one_it_shows() -> None:
    request = replace(t.REQUEST, rate="7.00", currency="EUR")
    text = drawn(card(t.step(purchase=replace(t.WAITING, request=request))))
    assert "≈ € 124.00" in text
    assert "1 EUR = ¥ 7.00 (when it was asked for)" in text
    assert "USD" not in text, "the team's newer rate is not the one that was reckoned with"
    none = replace(t.TEAM, currency="", rate=None)
    assert "≈" not in drawn(card(t.step(team=none)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_the_sum_in_the_second_currency_and_never_the_age_of_its_rate(language: str) -> None:
    request = replace(t.REQUEST, rate="7.260", currency="USD")
    step = t.step(purchase=replace(t.WAITING, request=request))
    fresh, old = (
        drawn(card(replace(step, team=replace(t.TEAM, rate_date=day)), language)) for day in (TODAY, LONG_AGO)
    )
    assert fresh == old
    assert "119.56" in old
    assert "7.26" not in old


@pytest.mark.parametrize(
    ("language", "fresh", "old"),
    [
        ("en", "1 USD = ¥ 7.26 (24 Nov 2026, today)", "⚠️ 1 USD = ¥ 7.26 is of 1 Nov 2026, 23 days ago. An admin sets"),
        ("zh", "1 USD = ¥ 7.26（2026年11月24日，今天）", "⚠️ 1 USD = ¥ 7.26 是 2026年11月1日 的汇率，已有 23 天。"),
        ("ru", "(24 нояб. 2026, сегодня)", "курс от 1 нояб. 2026, ему дней: 23"),
    ],
)
def test_the_age_of_the_rate_stands_in_rate_and_for_admins_in_status(language: str, fresh: str, old: str) -> None:
    aged = replace(t.TEAM, rate_date=LONG_AGO)
    assert fresh in drawn(team.settings_card(replace(t.TEAM, rate_date=TODAY), language, s.NOW))
    assert old in drawn(team.settings_card(aged, language, s.NOW))
    well = Health(s.NOW, (), s.NOW, 3, 0, 0, 0, 0, 1, False, old_rates=(aged,))
    assert old in drawn(health.health(well, language, admin=True))
    assert "7.26" not in drawn(health.health(well, language, admin=False))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "is how a person's number ends"), ("zh", "编号的末三位"), ("ru", "последние цифры номера")],
)
def test_the_end_of_a_number_stands_behind_names_that_look_alike_alone_and_is_explained(
    language: str, said: str
) -> None:
    twin = replace(t.TEAM, members=(*t.TEAM.members, Member(5_000_711, "Аnnа", frozenset({Role.REQUESTER}))))
    alike, plain = (drawn(card(t.step(team=each), language)) for each in (twin, t.TEAM))
    assert "Anna (ID …711)" in alike
    assert "Anna" in plain
    assert "…711" not in plain
    stranger = replace(t.TEAM, members=tuple(each for each in t.TEAM.members if each.person_id != 4711))
    assert "Anna (ID …711)" in drawn(card(t.step(team=stranger), language))
    for ours, explained in ((twin, True), (t.TEAM, False)):
        shown = drawn(team.team_card(Roster(ours), language, s.NOW, True, "caigou_bot", roles=frozenset({Role.ADMIN})))
        assert (said in shown) is explained


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [s.GROUP, Place(t.CHEN)])
def test_twelve_lines_at_most_stand_outside_the_fold(place: Place, language: str) -> None:
    assert len(outside(card(t.step(), language, place)).splitlines()) <= 12


def test_a_request_that_waits_says_so_in_the_list() -> None:
    view = lists.orders_page(PurchasePage((t.WAITING,), 1, 1, "open"), "en", s.NOW)
    assert "⏳ #1042 · waits for approval · ¥ 868.00" in read(view)


def test_a_budget_that_is_used_up_warns() -> None:
    line = replace(t.BUDGET, person_id=4711, left=-1200)
    assert "⚠️ Budget November, Anna:" in drawn(card(t.step(budgets=(line,), past=BoughtBefore())))


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_that_cannot_be_asked_for_says_why_and_has_no_consent(obstacle: Obstacle, language: str) -> None:
    view = card(t.step(Stage.CONFIRM, forbidden=obstacle, forbidden_detail="order"), language)
    assert not coded(view, ButtonAction.CONFIRM)
    assert "❌" in view.text


def test_a_draft_of_a_team_asks_for_approval_or_buys_and_offers_other_teams() -> None:
    other = replace(t.TEAM, id=4, title="Office")
    view = card(t.step(Stage.CONFIRM, teams=(other,), past=BoughtBefore()), place=s.PRIVATE)
    assert "[Ask for approval]+" in drawn(view)
    turned = card(t.step(Stage.CONFIRM, teams=(other,)), place=s.PRIVATE, more=True)
    assert "[Note] [Reason] [Tag]\n[Ask in Office]\n" in drawn(turned)
    assert "Team: Purchasing" in drawn(view)
    assert "[Buy now]+" in drawn(card(t.step(Stage.CONFIRM, automatic=True)))


def test_whoever_never_pressed_start_is_asked_to_in_the_group() -> None:
    assert "[Press Start]" in drawn(card(t.step(Stage.CONFIRM)))
    known = replace(t.REQUEST, requester=replace(s.ANNA, reachable=True))
    assert "[Press Start]" not in drawn(card(t.step(Stage.CONFIRM, replace(t.WAITING, request=known))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_what_waits_says_for_whom(language: str) -> None:
    view = approval.pending_list(WaitingPage((t.step(),) * 3, 2, 3, 7), language, s.NOW)
    check(view)
    assert "Boris" in view.text
    assert coded(view, ButtonAction.PENDING) == [Code(ButtonAction.PENDING, (1,)), Code(ButtonAction.PENDING, (3,))]
    nothing = approval.pending_list(WaitingPage((), 1, 1, 0), language, s.NOW)
    check(nothing)
    assert len(read(nothing).splitlines()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("private", [True, False])
def test_a_team_s_card_names_everybody_and_changes_only_in_private(private: bool, language: str) -> None:
    away = Absence(1, 3, t.BORIS, t.CHEN, date(2026, 12, 1), date(2026, 12, 5), s.NOW)
    waits = Proposal(9, 3, "roles", {}, 1, t.DARIA, s.NOW)
    invitation = Invitation(3, Role.BUYER, t.DARIA, s.NOW)
    roster = Roster(t.TEAM, (invitation,), (waits,), (away, replace(away, by=t.CHEN, to=None)))
    view = team.team_card(roster, language, s.NOW, private, "caigou_bot", roles=frozenset(Role))
    check(view)
    assert all(each.name in view.text for each in t.TEAM.members)
    assert bool(coded(view, ButtonAction.MEMBER)) is private
    assert coded(view, ButtonAction.SECOND)


def test_only_who_approves_is_said_to_approve_an_amount() -> None:
    asks, boris, chen, *_ = t.TEAM.members
    told = [team.member_card(t.TEAM, each, "en", admin=True).text for each in (asks, boris, chen)]
    assert ["approves" in each for each in told] == [False, True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_cards_of_a_team_are_there_in_every_language(language: str) -> None:
    boris = t.TEAM.members[1]
    shown = [
        team.member_card(t.TEAM, boris, language, admin=True),
        team.member_card(t.TEAM, boris, language, admin=False),
        team.remove_question(t.TEAM, boris, language),
        team.invitation(t.TEAM, Role.APPROVER, "A" * 22, language, "caigou_bot"),
        team.welcome(t.TEAM, t.BORIS, language),
        team.pick_people(t.TEAM, language),
        team.added(["Fedor"], language, "caigou_bot"),
        team.changed(Changed(t.TEAM, "roles", alone=True), language),
        team.agreed(None, language),
        team.proposed(Proposed(4, "roles", None), language, s.NOW),
        team.proposed(Proposed(4, "closed", s.NOW + timedelta(minutes=10)), language, s.NOW),
        people.bring_me(language, "caigou_bot"),
        people.only_private(language, "caigou_bot", "team_3"),
        *(team.usage(key, language) for key in ("approve", "decline", "team", "invite", "away")),
    ]
    for view in shown:
        check(view)


def test_a_change_that_waits_for_its_second_word_is_named() -> None:
    assert "Roles: this gives more rights" in str(team.proposed(Proposed(4, "roles", None), "en", s.NOW).text)
    assert "Closing the team needs" in str(team.proposed(Proposed(4, "closed", None), "en", s.NOW).text)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (TeamProposedNotice.kind, "Closing of the team"),
        (ProposalOverNotice.kind, "Closing of the team"),
        (TeamDroppedNotice.kind, "Closing of the team"),
        (TeamChangedNotice.kind, "The team is closed"),
    ],
)
def test_a_team_is_told_to_be_closed_only_once_it_is(kind: NoticeKind, told: str) -> None:
    assert told in drawn(stored.view(kind, {"what": "closed", "open": 1}, "en", s.NOW))


def test_a_pick_comes_back_as_its_team_and_role() -> None:
    picks = team.pick_people(t.TEAM, "en").picks
    assert [team.picked(each.number) for each in picks] == [
        (3, role) for role in (Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.ADMIN, Role.RECEIVER)
    ]
    assert team.picked(39) is None
    assert team.picked(5) is None


def rules(text: str) -> Policy:
    return amend(default_policy(), text, t.TEAM)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_told_in_words_and_as_the_lines_that_make_them(language: str) -> None:
    policy = rules(RULES)
    view = policy_cards.rules_card(Rules(t.TEAM, policy, 2, show(policy, t.TEAM), ("Emil",)), language, admin=True)
    check(view)
    assert "¥ 5,000.00" in read(view)
    assert "budget each 3000 a month" in read(view)


def test_rules_read_as_sentences() -> None:
    policy = rules("to 500: auto\n500-5000: any of approvers then @Daria\nelse: all of @Boris @Chen")
    text = read(policy_cards.rules_card(Rules(t.TEAM, policy, 2, ""), "en", admin=False))
    assert "1. Up to ¥ 500.00: nobody else has to agree\n" in text
    assert "2. ¥ 500.00 to ¥ 5,000.00: 1 of the approvers, then Daria\n" in text
    assert "3. Everything else: all of Boris, Chen\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_shows_the_requests_that_would_have_gone_another_way(language: str) -> None:
    before, after = default_policy(), rules("to 500: auto\nelse: 2 of approvers")
    past = [Past(n, str(n), Candidate(4711, Fen(n * 10_000)), s.NOW) for n in range(1, 9)]
    found = WhatIf(t.TEAM, (), after, True, what_if(before, after, t.TEAM, past), ("Emil",))
    view = policy_cards.preview(found, "text", language)
    check(view)
    assert "#8 ¥ 800.00" in read(view)
    (yes,) = coded(view, ButtonAction.POLICY_YES)
    assert yes.args == (3, policy_cards.digest("text"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_told_where_it_is(language: str) -> None:
    typed = "lots: any of approvers\nto 500: any of kings\nto 5: 9x of approvers\nexpire soon\nbudget\nfoo\ncap hour x"
    with pytest.raises(Unsound) as wrong:
        rules(typed)
    view = policy_cards.preview(WhatIf(t.TEAM, wrong.value.faults), typed, language)
    check(view)
    assert read(view).count("•") == 7
    unknown = (RuleFault("something-new", "A sentence."),)
    assert "A sentence." in policy_cards.preview(WhatIf(t.TEAM, unknown), typed, language).text


def test_the_money_of_a_team_is_rounded_to_the_even_cent() -> None:
    odd = replace(t.TEAM, rate=Decimal("3"))
    assert "≈ $ 289.33" in drawn(card(t.step(team=odd)))


DECIDED = (
    Stage.PLACING, Stage.DOUBT, Stage.NEEDS_PERSON, Stage.CONFLICT, Stage.ORDERED, Stage.REFUSED, Stage.ABANDONED,
    Stage.CANCELLED, Stage.EXPIRED, Stage.DECLINED,
)  # fmt: skip
IN_ORDER = replace(s.ORDERED, request=replace(s.ORDERED.request, team_id=3))


@pytest.mark.parametrize("stage", DECIDED)
def test_a_decided_card_leaves_no_button_in_its_group_but_what_shows_more_to_its_presser(stage: Stage) -> None:
    parcels = replace(IN_ORDER, orders=(replace(s.ORDER, state=OrderState.SHIPPED, parcels=(s.PARCEL,)),))
    for purchase, shows in ((IN_ORDER, ["de"]), (parcels, ["de", "tr"])):
        left = buttons(card(t.step(stage, purchase, t.APPROVED)))
        assert [button.data for button in left] == [f"{action}:~1042" for action in shows]


def test_in_private_only_a_buyer_has_what_pays_and_cancels() -> None:
    step = t.step(Stage.ORDERED, IN_ORDER, t.APPROVED)
    buyer, requester = ([each.text for each in buttons(card(step, place=Place(who)))] for who in (t.EMIL, 4711))
    assert buyer == ["Pay (opens 1688)", "QR", "Copy number", "More"]
    assert requester == ["Copy number", "More"]


def test_the_details_of_a_team_s_order_carry_what_their_reader_is_not_refused_for() -> None:
    def labels(reader: int, acts: bool = True) -> list[str]:
        details = Details(t.step(Stage.ORDERED, IN_ORDER, t.APPROVED).purchase, reader, acts, team=t.TEAM)
        return [each.text for each in buttons(details_cards.order_details(details, "en", s.NOW))]

    buyer, requester = labels(t.EMIL), labels(4711)
    assert buyer == ["Pay (opens 1688)", "QR", "Copy number", "More", "Seller", "Tag"]
    assert requester == ["Copy number", "More", "Seller", "Tag"]
    assert labels(t.BORIS, acts=False) == ["Seller"]


def test_a_notice_in_a_team_s_group_has_no_button_for_few() -> None:
    facts = {
        "number": 1042,
        "order_id": s.ORDER_ID,
        "pay": [{"way": "alipay", "url": "https://pay.example/1"}],
        "bot": "b",
    }
    for kind in (PlacedNotice.kind, RefusedNotice.kind, NeedsPersonNotice.kind, PaySoonNotice.kind):
        view = stored.view(kind, facts | {"private": False, "of_team": True, "offer_id": "6"}, "en", s.NOW)
        assert [button.url for button in buttons(view)] == ["https://t.me/b?start=r_1042"]
    alone = stored.view(PlacedNotice.kind, facts | {"private": False}, "en", s.NOW)
    assert "https://pay.example/1" in [button.url for button in buttons(alone)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_not_pressed_start_is_named_and_asked_by_a_link(language: str) -> None:
    roster = Roster(t.TEAM, unreached=(t.BORIS, t.EMIL))
    link = "https://t.me/caigou_bot?start=hello"
    in_group = team.team_card(roster, language, s.NOW, False, "caigou_bot", roles=frozenset(Role))
    assert f"tg://user?id={t.BORIS}" in in_group.text
    assert f"tg://user?id={t.CHEN}" not in in_group.text
    assert link in [button.url for button in buttons(in_group)]
    alone = team.team_card(roster, language, s.NOW, True, "caigou_bot", roles=frozenset(Role))
    assert link in alone.text
    everybody = team.team_card(Roster(t.TEAM), language, s.NOW, False, "caigou_bot", roles=frozenset(Role))
    assert link not in [button.url for button in buttons(everybody)]
