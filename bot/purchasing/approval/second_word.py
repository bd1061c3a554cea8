"""Says whether asking so much money back takes a second word by the rules as they are now, and who can give it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.approval.eligibility import among, how_many, may_decide, role_for
from bot.purchasing.approval.policy import Policy, Together
from bot.purchasing.approval.requirement import Deadlines, Needs
from bot.purchasing.approval.team import Team
from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.order_report import RefundState

WORD_LIFE = timedelta(hours=24)
"""How long what was asked waits for it."""


@dataclass(frozen=True)
class AskedBack:
    """One refund of a team that was asked for at `at` (UTC), fen.

    `purchase` is the number of the request, of a part that of the whole. Nobody knows the `person_id` of one that was
    opened on the site. `agreed` gave a second word. `state` is how 1688 shows it, None if it does not; `paid` came
    back.
    """

    purchase: int
    person_id: int | None
    asked: Fen
    at: datetime
    agreed: tuple[int, ...] = ()
    state: RefundState | None = None
    paid: Fen = NOTHING

    @property
    def counts(self) -> Fen:
        """What of it counts: what is asked for, of one that ended what came back."""
        came_back = Fen(min(self.paid, self.asked))
        if self.state is RefundState.CLOSED:
            return came_back
        if self.state is RefundState.DONE and came_back:
            return came_back
        return self.asked


@dataclass(frozen=True)
class RefundToJudge:
    """What a person asks back now (fen), or asked at `at` (UTC) if it `waits` for a second word since then."""

    purchase: int
    person_id: int
    total: Fen
    at: datetime
    waits: bool = False


@dataclass(frozen=True)
class SecondWord:
    """So many of these people must agree; who asks is none of them.

    They agree to `total`, of which `before` was asked back before (fen): for the same purchase, or `by_person` by the
    same person.
    """

    count: int
    people: frozenset[int]
    total: Fen = NOTHING
    before: Fen = NOTHING
    by_person: bool = False

    def missing(self, said: Iterable[int]) -> int:
        """How many more must agree if these did; who may not agree any more has not."""
        return max(0, self.count - len(self.people & {*said}))


def counts_since(policy: Policy, at: datetime) -> datetime:
    """Since when refunds count together with one that is asked for at this moment (UTC).

    Without `together` it is the time that a new team has: a purchase is one thing, in however many refunds it is asked
    back.
    """
    together = policy.together or Together()
    return at - together.span


def second_word(
    policy: Policy, team: Team, asking: RefundToJudge, earlier: Sequence[AskedBack], now: datetime
) -> SecondWord | None:
    """What it takes if this is asked back after those `earlier` ones; None if its person's own word is enough.

    Two sums are judged, each with what is asked now: what was asked back for this purchase, whoever asked, and what
    this person asked back. The larger one decides, for the sum and for the limits of those who agree. What had as many
    words as that takes is not added again.
    """
    rule = policy.refund
    if rule is None:
        return None
    alone = team.alone
    if policy.alone and alone is not None and alone.person_id == asking.person_id:
        return None
    counted = _within(policy, asking, earlier)
    every, _ = _larger(policy, asking, counted)
    count = how_many(rule.step, _needs(policy, asking, every, now), team)
    not_agreed = [refund for refund in counted if len({*refund.agreed}) < count]
    before, by_person = _larger(policy, asking, not_agreed)
    total = Fen(asking.total + before)
    if total < rule.least and not (asking.waits and asking.total + every >= rule.least):
        # What waits is not let go because what counted with it was agreed to meanwhile.
        return None
    needs = _needs(policy, asking, before, now)
    role = role_for(rule.step)
    able = [person for person in among(rule.step, team) if may_decide(needs, role, team.member(person))]
    return SecondWord(how_many(rule.step, needs, team), frozenset(able), total, before, by_person)


def _within(policy: Policy, asking: RefundToJudge, earlier: Sequence[AskedBack]) -> list[AskedBack]:
    """Those that count by their time; of one that waits what was asked for before it began to.

    What a second word was given on may have waited before, however late it was sent.
    """
    since = counts_since(policy, asking.at)
    recent = [refund for refund in earlier if refund.at > since]
    if not asking.waits:
        return recent
    return [refund for refund in recent if refund.at <= asking.at or refund.agreed]


def _larger(policy: Policy, asking: RefundToJudge, refunds: Sequence[AskedBack]) -> tuple[Fen, bool]:
    """The larger of what these ask back for the same purchase and by the same person; whether it is the person's.

    A person's refunds of several purchases count together only if the team's rules have `together`.
    """
    of_purchase = sum_fen(refund.counts for refund in refunds if refund.purchase == asking.purchase)
    by_person = sum_fen(refund.counts for refund in refunds if refund.person_id == asking.person_id)
    if policy.together is None or by_person <= of_purchase:
        return of_purchase, False
    return by_person, True


def _needs(policy: Policy, asking: RefundToJudge, before: Fen, now: datetime) -> Needs:
    steps = (policy.refund.step,) if policy.refund is not None else ()
    return Needs(asking.person_id, Fen(asking.total + before), steps, Deadlines(now + WORD_LIFE))
