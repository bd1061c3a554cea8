"""Says whether asking so much money back takes a second word by the rules as they are now, and who can give it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.approval.eligibility import among, how_many, may_decide, role_for
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.requirement import Deadlines, Needs
from bot.purchasing.approval.team import Team
from bot.purchasing.money import Fen

WORD_LIFE = timedelta(hours=24)
"""How long what was asked waits for it."""


@dataclass(frozen=True)
class SecondWord:
    """So many of these people must agree; who asks is none of them."""

    count: int
    people: frozenset[int]

    def missing(self, said: Iterable[int]) -> int:
        """How many more must agree if these did; who may not agree any more has not."""
        return max(0, self.count - len(self.people & {*said}))


def second_word(policy: Policy, team: Team, total: Fen, asker: int, now: datetime) -> SecondWord | None:
    """What it takes if this person asks this sum back; None if their own word is enough."""
    rule, alone = policy.refund, team.alone
    if rule is None or total < rule.least or (policy.alone and alone is not None and alone.person_id == asker):
        return None
    needs = Needs(asker, total, (rule.step,), Deadlines(now + WORD_LIFE))
    able = (each for each in among(rule.step, team) if may_decide(needs, role_for(rule.step), team.member(each)))
    return SecondWord(how_many(rule.step, needs, team), frozenset(able))
