"""A team without a buyer: its admins pay until it has one, and who begins to pay that way needs a second word."""

import pytest

from bot.purchasing.approval.loosening import team_loosens
from bot.purchasing.approval.rights import Action, Actor, Allowed, Matter, NotPermitted, authorise
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.order_report import OrderState
from tests.purchasing.approval.people import (
    ANNA,
    ASKS,
    BORIS,
    DARIA,
    DECIDES,
    EVE,
    NOW,
    PAYS,
    RULES,
    member,
    team,
    without,
)

NOBODY_BUYS = without(team(), DARIA, PAYS)
TO_PAY = Matter(1, ANNA, RequestState.APPROVED, order=OrderState.TO_PAY)


def may_pay(person: int, whole: Team) -> bool:
    return isinstance(authorise(Actor(person, person), Action.PAY, TO_PAY, whole, NOW), Allowed)


def test_the_admins_pay_while_nobody_is_the_buyer_and_nobody_else_does() -> None:
    assert [each for each in range(1, 6) if may_pay(each, NOBODY_BUYS)] == [EVE]
    assert [each for each in range(1, 6) if may_pay(each, team())] == [DARIA]


def test_who_pays_without_a_buyer_is_named_as_who_pays() -> None:
    assert NOBODY_BUYS.named(Role.BUYER) == ("Eve",)
    refused = authorise(Actor(ANNA, ANNA), Action.PAY, TO_PAY, NOBODY_BUYS, NOW)
    assert refused == NotPermitted("only-buyers", {"names": ("Eve",)})


@pytest.mark.parametrize("change", [{"active": False}, {"roles": frozenset({ASKS})}])
def test_a_buyer_who_is_removed_or_loses_the_role_leaves_the_admins_to_pay(change: dict[str, object]) -> None:
    gone = member(DARIA, "Daria", *([] if "active" in change else [ASKS]), active="active" not in change)
    assert may_pay(EVE, Team(1, -100, members=(*NOBODY_BUYS.members[:3], gone, *NOBODY_BUYS.members[4:])))


def test_a_buyer_who_only_left_the_group_does_not_make_the_admins_pay() -> None:
    """Else an admin who puts the buyer out of the group would pay without anybody's second word."""
    rests = member(DARIA, "Daria", PAYS, rests=True)
    whole = Team(1, -100, members=(member(ANNA, "Anna", ASKS), rests, member(EVE, "Eve", RULES)))
    assert not may_pay(EVE, whole)


def test_an_admin_who_left_the_group_does_not_pay_even_if_the_settings_name_them() -> None:
    eve = member(EVE, "Eve", RULES, rests=True, by_settings=True)
    assert not may_pay(EVE, Team(1, -100, members=(member(ANNA, "Anna", ASKS), eve)))


def test_an_admin_who_pays_without_a_buyer_approves_nothing() -> None:
    assert NOBODY_BUYS.roles_of(EVE) == {RULES, PAYS}
    assert DECIDES not in NOBODY_BUYS.roles_of(EVE)


@pytest.mark.threat("T43")
def test_the_last_buyer_goes_only_by_two_words_if_somebody_else_would_then_pay() -> None:
    assert team_loosens(team(), NOBODY_BUYS)
    two = Team(1, -100, members=(*team().members, member(6, "Fay", PAYS)))
    assert not team_loosens(two, without(two, DARIA, PAYS))


def test_an_admin_who_is_the_only_buyer_and_the_only_admin_gives_that_role_up_at_once() -> None:
    whole = Team(
        1, -100, members=(member(ANNA, "Anna", ASKS), member(EVE, "Eve", RULES, PAYS), member(BORIS, "B", DECIDES))
    )
    assert not team_loosens(whole, without(whole, EVE, PAYS))
