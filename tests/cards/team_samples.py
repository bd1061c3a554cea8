"""A team and a request that waits, for tests of cards."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.desk.shared.views import BudgetLine, CardState, Stage
from bot.purchasing.approval.policy import ApprovalStep as RuleStep
from bot.purchasing.approval.questions import Outcome, Question
from bot.purchasing.approval.requirement import Deadlines, Needs
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.approval.votes import Approved, Declined, Open
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.bought_before import BoughtBefore, PaidPrice
from tests.cards import samples as s

BORIS, CHEN, DARIA, EMIL = 5001, 5002, 5003, 5004
TEAM = OurTeam(
    id=3,
    chat_id=-100123,
    currency="USD",
    rate=Decimal("7.26"),
    rate_date=date(2026, 11, 20),
    members=(
        Member(4711, "Anna", frozenset({Role.REQUESTER})),
        Member(BORIS, "Boris", frozenset({Role.APPROVER}), limit=Fen(500_000)),
        Member(CHEN, "Chen", frozenset({Role.APPROVER})),
        Member(DARIA, "Daria", frozenset({Role.APPROVER, Role.ADMIN})),
        Member(EMIL, "Emil", frozenset({Role.BUYER})),
    ),
    title="Purchasing",
    policy_version=2,
)
NEEDS = Needs(
    4711, Fen(86800), (RuleStep(count=2, role=Role.APPROVER),), Deadlines(s.NOW + timedelta(hours=24))
)  # fmt: skip
OPEN = Open(1, 1, 1, (BORIS, DARIA), (CHEN,))
QUESTIONS = (
    Question(1, CHEN, "Which warehouse?", s.NOW, "Guangzhou", s.NOW),
    Question(2, BORIS, "Why so many?", s.NOW),
)
BUDGET = BudgetLine(None, date(2026, 11, 1), Fen(1_240_000), Fen(2_000_000), 673_200)
WITH_SELLER = 2
LAST = PaidPrice(s.OFFER.offer_id, s.SNAPSHOT.lines[0].spec_id or "", Fen(1720), 50, s.NOW - timedelta(days=20))
REQUEST = replace(
    s.REQUEST, place=s.GROUP, state=RequestState.PENDING, team_id=3, why="Restock for December", needs=NEEDS
)
WAITING = Purchase(REQUEST, questions=QUESTIONS)
APPROVED, DECLINED = Approved((CHEN, DARIA)), Declined(BORIS, "Too dear")


def step(
    stage: Stage = Stage.APPROVAL, purchase: Purchase = WAITING, tally: Outcome | None = OPEN, **more: Any
) -> CardState:
    """A step of the team's request."""
    given = {
        "team": TEAM, "needs": NEEDS, "tally": tally, "budgets": (BUDGET,), "with_seller": WITH_SELLER,
        "past": BoughtBefore({LAST.offer_id: [LAST]}),
    }  # fmt: skip
    return s.step(stage, purchase, **(given | more))
