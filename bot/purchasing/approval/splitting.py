"""The facts of a request that a policy looks at, the earlier requests that count with it, and what the sum needs."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce

from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.policy import ApprovalStep, Kind, Policy, Rule, SplittingKey
from bot.purchasing.approval.requirement import Steps, asks_less
from bot.purchasing.approval.team import Team
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import TagSums


@dataclass(frozen=True)
class Asked:
    """An earlier request of the team, as it counts together with later ones; money in fen, `at` in UTC.

    `steps` are the steps that approved it (empty if automatic), `by` the people who said yes; None if it is still
    pending. Sellers are labels as `policy.label` writes them.
    """

    request_id: int
    requester_id: int
    total: Fen
    at: datetime
    offers: frozenset[str] = frozenset()
    sellers: frozenset[str] = frozenset()
    steps: tuple[ApprovalStep, ...] | None = None
    by: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """What a policy looks at in a request; `kinds` has each of its offers.

    `asked_at` (UTC) is when it was asked for; None means now, so that every earlier request came before it.
    """

    requester_id: int
    total: Fen
    kinds: tuple[Kind, ...] = (Kind(),)
    note: str = ""
    usage: Usage = field(default_factory=Usage)
    request_id: int = 0
    asked_at: datetime | None = None
    others: tuple[Asked, ...] = ()
    """The other requests made in the team lately."""
    declined_at: datetime | None = None
    """When the team last declined this offer to this requester (UTC)."""
    contributors: frozenset[int] = frozenset()
    """Who added a line to it beside its requester."""
    shares: tuple[tuple[int, Fen], ...] = ()
    """What the lines of each person cost (fen), if several people added some."""
    tags: TagSums = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Its requester, and then whoever else added a line to it."""
        return (self.requester_id, *sorted(self.contributors - {self.requester_id}))

    @property
    def sellers(self) -> frozenset[str]:
        """The sellers of all its offers."""
        return frozenset().union(*(each.sellers for each in self.kinds))


@dataclass(frozen=True)
class Sum:
    """The total (fen) that counts together with a request, without its own, and the steps the rules want for the sum.

    `steps` None means that no rule fits.
    """

    beside: Fen
    steps: Steps | None


def reckon(policy: Policy, team: Team, facts: Candidate, now: datetime) -> Sum:
    """What counts together with a request, and the steps that the rules want for the sum.

    An earlier request is not added if it was approved by steps at least as strict as those of the sum, by people whose
    limit covers the sum: they saw it as it is. Without it the sum may need less, so this repeats, as long as every
    request left out is still as strict.
    """
    every = within(policy, facts, now)
    counted, found = every, _sum(policy, facts, every)
    before = found
    while True:
        kept = tuple(each for each in every if not _seen(each, found, facts, team))
        if not set(kept) <= set(counted):
            return before  # a request left out is less strict than what the sum needs without it
        if kept == counted:
            return found
        counted, before, found = kept, found, _sum(policy, facts, kept)


def within(policy: Policy, facts: Candidate, now: datetime) -> tuple[Asked, ...]:
    """The requests that the policy adds to this one: made before it, within the span, and alike."""
    together = policy.together
    if together is None:
        return ()
    since = (facts.asked_at or now) - together.span
    offers = {kind.offer_id for kind in facts.kinds}
    counted = []
    for each in facts.others:
        before = facts.asked_at is None or (each.at, each.request_id) < (facts.asked_at, facts.request_id)
        if each.at <= since or each.request_id == facts.request_id or not before:
            continue
        # Offers and sellers count across all requesters.
        if (
            (SplittingKey.REQUESTER in together.by and each.requester_id in facts.people)
            or (SplittingKey.OFFER in together.by and bool(each.offers & offers))
            or (SplittingKey.SELLER in together.by and bool(each.sellers & facts.sellers))
        ):
            counted.append(each)
    return tuple(counted)


def declined_lately(policy: Policy, facts: Candidate, now: datetime) -> bool:
    """Whether the team declined the same offer to the same person within the span."""
    together = policy.together
    if together is None or facts.declined_at is None:
        return False
    return facts.declined_at > (facts.asked_at or now) - together.span


def rule_of(policy: Policy, facts: Candidate, beside: Fen) -> Rule | None:
    """The rule for a request together with `beside` (fen) of others: the strictest one of its offers and people.

    Each person who added a line is judged as if they had asked for all of it. If the rules clearly want more for the
    request alone than for the sum, or for one person's lines alone, that rule is used.
    """
    of_each = [_rule_of(policy, facts, person, kind, beside) for person in facts.people for kind in facts.kinds]
    rules = [rule for rule in of_each if rule is not None]
    return reduce(_strictest, rules) if len(rules) == len(of_each) else None


def _strictest(one: Rule, other: Rule) -> Rule:
    """The rule that asks for more; if neither does, a rule that asks for both."""
    if not asks_less(one.steps, other.steps):
        return one
    if not asks_less(other.steps, one.steps):
        return other
    return Rule(steps=(*one.steps, *(step for step in other.steps if step not in one.steps)))


def _rule_of(policy: Policy, facts: Candidate, person: int, kind: Kind, beside: Fen) -> Rule | None:
    rule = policy.rule_for(person, Fen(facts.total + beside), kind)
    shares = [share for each, share in facts.shares if each == person]
    for total in (facts.total, *shares):
        own = policy.rule_for(person, total, kind)
        if rule is None or own is None:
            return None
        if asks_less(rule.steps, own.steps) and not asks_less(own.steps, rule.steps):
            rule = own
    return rule


def _sum(policy: Policy, facts: Candidate, counted: tuple[Asked, ...]) -> Sum:
    beside = Fen(sum(each.total for each in counted))
    rule = rule_of(policy, facts, beside)
    return Sum(beside, None if rule is None else rule.steps)


def _seen(each: Asked, found: Sum, facts: Candidate, team: Team) -> bool:
    """Whether it was already approved by what the sum needs."""
    if each.steps is None or found.steps is None or asks_less(each.steps, found.steps):
        return False
    members = [team.member(person) for person in each.by]
    return all(member is not None and member.reaches(Fen(facts.total + found.beside)) for member in members)
