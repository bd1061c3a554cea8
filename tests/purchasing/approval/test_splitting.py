"""Pieces of one sum are judged as the sum: what counts together, what was seen already, and what the rules say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, judge, wanted
from bot.purchasing.approval.loosening import policy_loosens
from bot.purchasing.approval.policy import Kind, Policy, SplittingKey, Together, Unsound, default_policy
from bot.purchasing.approval.policy_language import amend, read, show
from bot.purchasing.approval.requirement import Needs, asks_less
from bot.purchasing.approval.splitting import Asked, Candidate, reckon, rule_of
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    ASKS,
    BORIS,
    CHEN,
    DECIDES,
    EVE,
    NOW,
    RULES,
    UNHURRIED,
    facts,
    few_labels,
    member,
    policies,
    team,
    teams,
)

TIERS = "to 1000: auto\n1000-3000: any of approvers\nelse: 2 of approvers\ntogether 24h by requester"
HOUR = timedelta(hours=1)
ONE, TWO = read(TIERS, team()).rules[1].steps, read(TIERS, team()).rules[2].steps
WHO = team(
    member(ANNA, "Anna", ASKS),
    member(BORIS, "Boris", ASKS, DECIDES),
    member(CHEN, "Chen", DECIDES),
    member(EVE, "Eve", RULES),
)


def before(number: int, yuan: int, steps: Any = (), hours: float = 1, by: int = ANNA, **more: Any) -> Asked:
    return Asked(number, by, Fen(yuan * 100), NOW - hours * HOUR, steps=steps, **more)


def asked(yuan: int, *others: Asked, by: int = ANNA, kinds: tuple[Kind, ...] = (Kind(),), **more: Any) -> Candidate:
    return Candidate(by, Fen(yuan * 100), kinds, request_id=99, others=others, **more)


def needed(yuan: int, *others: Asked, rules: str = TIERS, who: Any = WHO, **more: Any) -> tuple[int, int]:
    """How many must say yes, and what counts beside it in yuan."""
    found = wanted(read(rules, who), who, asked(yuan, *others, **more), NOW)
    assert found.steps is not None
    return sum(each.count or 0 for each in found.steps), found.beside // 100


def test_a_piece_is_judged_with_what_its_requester_asked_for_within_a_day() -> None:
    assert needed(900) == (0, 0)
    assert needed(900, before(1, 90)) == (0, 0)
    assert needed(900, before(1, 101)) == (1, 101)
    assert needed(900, before(1, 900), before(2, 900), before(3, 900)) == (2, 2700)


def test_what_is_older_than_the_span_or_somebody_elses_does_not_count() -> None:
    assert needed(900, before(1, 900, hours=24)) == (0, 0)
    assert needed(900, before(1, 900, hours=23.99)) == (1, 900)
    assert needed(900, before(1, 900, by=BORIS)) == (0, 0)


def test_by_offer_and_by_seller_everybodys_requests_count() -> None:
    offer, seller = TIERS.replace("requester", "offer"), TIERS.replace("requester", "seller")
    of_boris = before(1, 900, by=BORIS, offers=frozenset({"7"}), sellers=frozenset({"acme"}))
    assert needed(900, of_boris, rules=offer, kinds=(Kind("7"),)) == (1, 900)
    assert needed(900, of_boris, rules=offer, kinds=(Kind("8", sellers=frozenset({"acme"})),)) == (0, 0)
    assert needed(900, of_boris, rules=seller, kinds=(Kind("8", sellers=frozenset({"acme"})),)) == (1, 900)
    assert needed(900, before(1, 900, offers=frozenset({"8"})), rules=offer, kinds=(Kind("7"),)) == (0, 0)
    several = TIERS.replace("requester", "requester offer")
    assert needed(900, of_boris, before(2, 500), rules=several, kinds=(Kind("7"),)) == (1, 1400)


def test_a_cable_after_an_approved_large_order_needs_no_more_than_a_cable() -> None:
    assert needed(50, before(1, 20_000, TWO)) == (0, 0)
    assert needed(50, before(1, 20_000, TWO), before(2, 1900, ONE), before(3, 960)) == (1, 960)


def test_what_waits_for_its_approvers_counts_and_what_fewer_agreed_to_than_the_sum_needs_counts() -> None:
    assert needed(50, before(1, 20_000, None)) == (2, 20_000)
    assert needed(2900, before(1, 2900, ONE)) == (2, 2900)
    assert needed(2900, before(1, 2900, TWO)) == (1, 0)


def test_an_approver_whose_limit_is_below_the_sum_did_not_see_the_sum() -> None:
    who = team(
        member(ANNA, "Anna", ASKS), member(BORIS, "Boris", DECIDES, limit=Fen(100_000)), member(CHEN, "Chen", DECIDES)
    )
    rules = "else: any of approvers\ntogether 24h by requester"
    seen = replace(before(1, 900, ONE), by=(BORIS,))
    assert needed(900, seen, rules=rules, who=who) == (1, 900)
    assert needed(900, replace(seen, by=(CHEN,)), rules=rules, who=who) == (1, 0)
    judged = judge(read(rules, who), who, asked(900, seen), NOW)
    assert isinstance(judged, Needs)
    assert (judged.total, judged.measure) == (900_00, 1800_00)
    alone = team(member(ANNA, "Anna", ASKS), member(BORIS, "Boris", DECIDES, limit=Fen(100_000)))
    assert judge(read(rules, alone), alone, asked(900, seen), NOW) == Impossible(Obstacle.NOBODY, "1")


def test_a_reason_is_wanted_for_the_sum() -> None:
    policy = read(TIERS + "\nnote from 1500", WHO)
    assert judge(policy, WHO, asked(900, before(1, 900)), NOW) == Impossible(Obstacle.NOTE_NEEDED)
    assert isinstance(judge(policy, WHO, asked(900), NOW), Automatic)


def test_a_request_that_was_asked_for_already_is_not_judged_with_those_that_came_later() -> None:
    mine = asked(900, before(1, 900, hours=1), before(2, 80, hours=3), asked_at=NOW - 2 * HOUR)
    assert wanted(read(TIERS, WHO), WHO, mine, NOW).steps == ()
    same_moment = asked(900, before(100, 900, hours=2), before(98, 500, hours=2), asked_at=NOW - 2 * HOUR)
    assert reckon(read(TIERS, WHO), WHO, same_moment, NOW).beside == 500_00


def test_nothing_goes_by_itself_that_the_team_declined_to_him_within_the_span() -> None:
    policy = read(TIERS, WHO)
    assert wanted(policy, WHO, asked(10, declined_at=NOW - 23 * HOUR), NOW).steps == ONE
    assert wanted(policy, WHO, asked(10, declined_at=NOW - 24 * HOUR), NOW).steps == ()
    assert wanted(amend(policy, "together off", WHO), WHO, asked(10, declined_at=NOW - HOUR), NOW).steps == ()


def test_where_small_requests_need_more_than_large_ones_a_piece_needs_what_it_would_alone() -> None:
    odd = "to 1000: any of approvers\nelse: auto\ntogether 24h by requester"
    assert needed(900, before(1, 900, None), rules=odd)[0] == 1


def test_what_would_count_again_without_what_was_left_out_is_not_left_out() -> None:
    """Boris saw the larger sum, but the smaller one is not his to see."""
    rules = "to 100: auto\n100-1000: any of @chen\nelse: any of @boris\ntogether 24h by requester"
    policy = read(rules, WHO)
    of_boris = before(1, 950, policy.rules[2].steps)
    found = wanted(policy, WHO, asked(99, of_boris, before(2, 90, None)), NOW)
    assert (found.steps, found.beside) == (policy.rules[2].steps, 1040_00)


@pytest.mark.threat("T48")
@UNHURRIED
@given(policies(few_labels), teams, facts)
def test_no_request_needs_clearly_less_than_it_would_alone(policy: Policy, who: Any, what: Candidate) -> None:
    together, alone = wanted(policy, who, what, NOW), wanted(replace(policy, together=None), who, what, NOW)
    if together.steps is None or alone.steps is None:
        return
    assert asks_less(alone.steps, together.steps) or not asks_less(together.steps, alone.steps)


@pytest.mark.parametrize(
    "line",
    ["together 24h by requester", "together 3d by offer", "together 90m by seller", "together 1h by offer requester"],
)
def test_the_line_is_read_and_shown_and_kept(line: str) -> None:
    policy = read(f"else: auto\n{line}", WHO)
    assert policy.together is not None
    assert read(show(policy, WHO), WHO) == policy
    assert line.replace("3d", "72h") in show(policy, WHO)


def test_the_line_is_understood_as_people_write_it() -> None:
    both = Together(timedelta(hours=24), frozenset({SplittingKey.REQUESTER, SplittingKey.SELLER}))
    for line in ("by requester, seller", "by requester and by seller", "by seller requester"):
        assert read(f"else: auto\ntogether 24h {line}", WHO).together == both
    assert read("else: auto\ntogether 24h by requester\ntogether off", WHO).together is None


@pytest.mark.parametrize(
    "line",
    [
        "together",
        "together 24h",
        "together by requester",
        "together 24h by colour",
        "together 30m by offer",
        "together 8d by offer",
    ],
)
def test_a_line_that_says_nothing_is_not_taken(line: str) -> None:
    with pytest.raises(Unsound):
        read(f"else: auto\n{line}", WHO)


def test_a_new_team_counts_together() -> None:
    assert default_policy().together == Together(timedelta(hours=24), frozenset({SplittingKey.REQUESTER}))


@pytest.mark.threat("T48")
@pytest.mark.parametrize("looser", ["together off", "together 23h by requester", "together 24h by offer"])
def test_counting_less_together_loosens(looser: str) -> None:
    policy = read(TIERS, WHO)
    assert policy_loosens(policy, amend(policy, looser, WHO))
    assert not policy_loosens(amend(policy, looser, WHO), amend(policy, "together 48h by offer requester", WHO))


def test_what_counts_beside_it_is_kept_with_what_a_request_needs() -> None:
    found = judge(read(TIERS, WHO), WHO, asked(900, before(1, 900)), NOW)
    assert isinstance(found, Needs)
    assert found.beside == 900_00


MIXED = 'seller "Cups": auto\ngoods "lamps": 2 of approvers\nelse: any of approvers'


def kinds(*named: tuple[str, str]) -> tuple[Kind, ...]:
    return tuple(Kind(str(n), frozenset({goods}), frozenset({seller})) for n, (goods, seller) in enumerate(named))


@pytest.mark.parametrize(
    ("offers", "count"),
    [
        ([("mugs", "cups")], 0),
        ([("mugs", "cups"), ("plates", "other")], 1),
        ([("mugs", "cups"), ("lamps", "other")], 2),
        ([("plates", "other"), ("lamps", "other")], 2),
    ],
)
def test_several_offers_need_what_the_strictest_of_them_needs(offers: list[tuple[str, str]], count: int) -> None:
    found = wanted(read(MIXED, WHO), WHO, asked(500, kinds=kinds(*offers)), NOW).steps
    assert sum(step.count or 0 for step in found or ()) == count


@UNHURRIED
@given(policies(few_labels), facts, facts, facts)
def test_an_offer_beside_others_never_needs_less_than_alone(
    rules: Policy, first: Candidate, second: Candidate, third: Candidate
) -> None:
    every = first.kinds + second.kinds + third.kinds
    together = rule_of(rules, replace(first, kinds=every), Fen(0))
    for kind in every:
        alone = rule_of(rules, replace(first, kinds=(kind,)), Fen(0))
        assert together is None or (alone is not None and asks_for_all_of(together.steps, alone.steps))


def asks_for_all_of(steps: Any, others: Any) -> bool:
    """Whether the steps are as strict as the others, or have each of them among theirs."""
    return not asks_less(steps, others) or all(
        any(not asks_less((mine,), (other,)) for mine in steps) for other in others
    )
