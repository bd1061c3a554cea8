"""Whether a change to a team's rules or people loosens them; if it cannot be shown that it does not, it does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product
from operator import lt
from typing import Any, TypeVar

from bot.purchasing.approval.budget import Outlay, SpentOrder, counts_less
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.eligibility import role_for
from bot.purchasing.approval.judge import SOMEBODY
from bot.purchasing.approval.policy import LABEL_FILTERS, Budgets, Kind, Policy
from bot.purchasing.approval.requirement import asks_less
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.money import Fen

MOST_POINTS = 20_000
"""If the policies tell apart more kinds of requests than this, they are not compared but taken as looser."""
SOMEBODY_ELSE = 0
TRUSTED = frozenset({Role.APPROVER, Role.BUYER, Role.ADMIN})
"""Giving one of these roles needs a second admin; a requester can only ask."""
RATE_SPAN = timedelta(days=7)
RATE_MAY_MOVE = Decimal("0.05")
"""How far a rate may move within `RATE_SPAN`, as a share of the rate before, with one admin's word."""
Point = tuple[int, Fen, Kind]
_Limit = TypeVar("_Limit")


@dataclass(frozen=True)
class Rate:
    """Yuan for one unit of a team's currency, valid from a moment on (UTC)."""

    currency: str
    yuan: Decimal
    since: datetime


def policy_loosens(old: Policy, new: Policy) -> bool:
    """Whether the new policy could let something be bought that the old one would have stopped."""
    people = {SOMEBODY_ELSE, *dict(old.budgets.people), *dict(new.budgets.people)}
    allowances = [(old.budgets.team, new.budgets.team), *((old.budgets.of(x), new.budgets.of(x)) for x in people)]
    tags = {*dict(old.budgets.tags), *dict(new.budgets.tags)}
    allowances += [(old.budgets.of_tag(each), new.budgets.of_tag(each)) for each in tags]
    return (
        _more(old.caps.order, new.caps.order)
        or _more(old.caps.day, new.caps.day)
        or _more(old.caps.hour, new.caps.hour)
        or _more(old.note_from, new.note_from)
        or new.tolerance.change > old.tolerance.change
        or new.tolerance.total > old.tolerance.total
        or new.expire > old.expire
        or (new.alone and not old.alone)
        or _weaker(old.together, new.together, lambda was, now: now.span < was.span or not was.by <= now.by)
        or _weaker(
            old.refund, new.refund, lambda was, now: now.least > was.least or asks_less((now.step,), (was.step,))
        )
        or any(
            _weaker(*each, lambda was, now: now.amount > was.amount or (was.stop and not now.stop))
            for each in allowances
        )
        or _escalation_loosens(old, new)
        or rules_loosen(old, new)
    )


def team_loosens(old: Team, new: Team) -> bool:
    """Whether somebody gets a right or a higher limit, or an admin is lost who could have held the others."""
    before = {each.person_id: each for each in old.members}
    return (
        any(_member_gains(before.get(each.person_id), each) for each in new.members)
        or not _admins(old) <= _admins(new)
        or (new.alone is not None and old.alone is None)
        or (new.admins_buy and not old.admins_buy and _admins_begin_to_buy(old, new))
    )


def people_loosen(policy: Policy, old: Team, new: Team) -> bool:
    """Whether other people, roles or limits could let something through that the old ones would have stopped."""
    return team_loosens(old, new) or all_shrinks(policy, old, new)


def zone_loosens(
    policy: Policy,
    old: Team,
    new: Team,
    delegations: Sequence[Delegation],
    outlays: Sequence[Outlay],
    placed: Sequence[SpentOrder],
    now: datetime,
) -> bool:
    """Whether another zone moves money out of today or this month, or changes when stand-ins and others may decide."""
    today = min(old.today(now), new.today(now))
    stands_in = any(each.ended_at is None and each.last >= today for each in delegations)
    return stands_in or policy.escalate is not None or counts_less(old, new, outlays, placed, now)


def rate_loosens(held: Sequence[Rate], new: Rate) -> bool:
    """Whether the rate moved too far within the last seven days, all steps added; another currency always loosens.

    `held` is oldest first; its last one is valid now.
    """
    if not held or (held[-1].currency, held[-1].yuan) == (new.currency, new.yuan):
        return False
    if held[-1].currency != new.currency:
        return True
    chain = [*(each for each in recent(held, new.since) if each.currency == new.currency), new]
    moved = sum(abs(after.yuan - before.yuan) for before, after in pairwise(chain))
    return moved > chain[0].yuan * RATE_MAY_MOVE


def recent(held: Sequence[Rate], now: datetime) -> tuple[Rate, ...]:
    """The rates valid within the last seven days; the first one may have started earlier."""
    begun = [place for place, each in enumerate(held) if each.since <= now - RATE_SPAN]
    return tuple(held[max(begun, default=0) :])


def all_shrinks(policy: Policy, old: Team, new: Team) -> bool:
    """Whether rules that ask all holders of a role would ask fewer: somebody lost the role or got a lower limit."""
    wanted = {role_for(step) for step in policy.steps if step.count is None and not step.people}
    after = {each.person_id: each for each in new.members}
    for role in wanted:
        for member in old.holders(role):
            now = after.get(member.person_id)
            if now is None or not now.holds(role) or _more(now.limit, member.limit):
                return True
    return False


def role_loosens(role: Role) -> bool:
    """Whether an invitation with this role gives more than the right to ask."""
    return role in TRUSTED


def first_approver(team: Team, role: Role, *, had: bool) -> bool:
    """Whether this lets the first approver of a sole admin in: nobody could have consented, nor said a second word."""
    return role is Role.APPROVER and not had and not team.holders(role) and len(team.holders(Role.ADMIN)) == 1


def besides_first_approver(team: Team, after: Member, *, had: bool) -> Member:
    """What of a member's change may loosen: all of it, apart from becoming a sole admin's first approver.

    An admin never becomes it, so that no admin approves by his own word.
    """
    first = first_approver(team, Role.APPROVER, had=had) and not after.holds(Role.ADMIN)
    return replace(after, roles=after.roles - {Role.APPROVER}) if first else after


def _admins(team: Team) -> set[int]:
    return {each.person_id for each in team.holders(Role.ADMIN)}


def _admins_begin_to_buy(old: Team, new: Team) -> bool:
    """Whether an admin buys because the last buyer goes, who did not buy before."""
    return not _admins(new) <= {each.person_id for each in old.holders(Role.BUYER)}


def _member_gains(old: Member | None, new: Member) -> bool:
    had = {role for role in TRUSTED if old is not None and old.holds(role)}
    has = {role for role in TRUSTED if new.holds(role)}
    # Rules may let buyers and admins decide too; a limit applies to each of them.
    raised = old is not None and bool(has) and _more(old.limit, new.limit)
    return bool(has - had) or raised


def _more(old: int | None, new: int | None) -> bool:
    return _weaker(old, new, lt)


def _weaker(old: _Limit | None, new: _Limit | None, is_weaker: Callable[[_Limit, _Limit], bool]) -> bool:
    """Whether there is no such limit any more, or a weaker one."""
    return old is not None and (new is None or is_weaker(old, new))


def _escalation_loosens(old: Policy, new: Policy) -> bool:
    if new.escalate is None:
        return False
    if old.escalate is None:
        return True
    return new.escalate.after < old.escalate.after or not set(new.escalate.to) <= set(old.escalate.to)


def rules_loosen(old: Policy, new: Policy) -> bool:
    """Whether any kind of request needs less under the new rules than under the old ones."""
    if old.rules == new.rules:
        return False
    points = list(_points(old, new))
    return not points or any(_needs_less(old, new, each) for each in points)


def _needs_less(old: Policy, new: Policy, point: Point) -> bool:
    before, after = old.rule_for(*point), new.rule_for(*point)
    if before is None or after is None:
        return before is None and after is not None
    if asks_less(after.steps, before.steps):
        return True
    return old.budgets != Budgets() and asks_less(after.steps or SOMEBODY, before.steps or SOMEBODY)


def _points(old: Policy, new: Policy) -> Iterator[Point]:
    """One request of each kind that either policy tells apart; none if there are too many kinds."""
    rules = (*old.rules, *new.rules)
    amounts = {0, *(each.least for each in rules), *(each.most + 1 for each in rules if each.most is not None)}
    people = {SOMEBODY_ELSE, *(person for each in rules for person in each.requesters)}
    labels = {name: sorted({label for each in rules for label in each.labels(name)}) for name in LABEL_FILTERS.values()}
    if len(amounts) * len(people) << sum(map(len, labels.values())) > MOST_POINTS:
        return
    kinds = [_kind(labels, chosen) for chosen in product(*map(_subsets, labels.values()))]
    yield from product(sorted(people), [Fen(each) for each in sorted(amounts)], kinds)


def _kind(names: Iterable[str], chosen: Iterable[frozenset[str]]) -> Kind:
    """An offer's kind with these labels in the fields of these names."""
    fields: dict[str, Any] = dict(zip(names, chosen, strict=True))
    return Kind(**fields)


def _subsets(labels: list[str]) -> Iterator[frozenset[str]]:
    for size in range(len(labels) + 1):
        yield from map(frozenset, combinations(labels, size))
