"""What a team says about a request, in the database: votes, questions, and the money that it has committed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.stored_rules import load_needs
from bot.purchasing.approval.budget import Outlay, SpentOrder
from bot.purchasing.approval.candidates import Asked
from bot.purchasing.approval.policy import LONGEST_EXPIRY, SplittingKey, label
from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.purchase import Request
from storage import tables
from storage.queries import approvals
from storage.queries.write_rows import add, change

LONGEST_MONTH = timedelta(days=32)
LONGEST_DAY = timedelta(hours=26)


class VoteLedger:
    """Loads and records votes, questions and money in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime, left: set[str]) -> None:
        self._session, self._now, self._left = session, now, left

    async def lock(self, request_id: int) -> None:
        """Let decisions on one request happen one after the other, whichever process makes them."""
        await approvals.lock(self._session, request_id)

    async def lock_team(self, team_id: int) -> None:
        """Let spending of a team's money happen one after the other."""
        await approvals.lock_team(self._session, team_id)

    async def look_again(self, team_id: int) -> None:
        """People or rights of the team changed: count the votes of its pending requests again at once."""
        await approvals.look_again(self._session, team_id, self._now)
        self._left.add("approvals")

    async def of(self, request_id: int) -> tuple[Vote, ...]:
        """Every vote on every content of the request, in order; without votes taken back."""
        rows = await approvals.votes(self._session, request_id)
        return tuple(
            Vote(row.approver_id, Word(row.verdict), row.snapshot_hash, row.created_at, row.reason) for row in rows
        )

    async def cast(self, request: Request, vote: Vote) -> Vote:
        """Write a vote down; the database takes one for each person and content, and none of the requester."""
        await add(
            self._session, tables.DecisionRow, request_id=request.id, requester_id=request.requester.id,
            approver_id=vote.person_id, verdict=vote.word.value, snapshot_hash=vote.snapshot_hash,
            reason=vote.reason, created_at=vote.at,
        )  # fmt: skip
        return vote

    async def take_back(self, request: Request, person_id: int, content: str) -> None:
        """Take a vote on this content back; its row stays. Raises Conflict if somebody else was faster."""
        live = {"request_id": request.id, "snapshot_hash": content, "approver_id": person_id, "taken_back_at": None}
        if await change(self._session, tables.DecisionRow, live, {"taken_back_at": self._now}) != 1:
            raise Conflict(f"the word of {person_id} on request {request.id}")

    async def questions(self, request_id: int) -> tuple[Question, ...]:
        return tuple(rows_and_values.question(row) for row in await approvals.questions(self._session, request_id))

    async def ask(self, request_id: int, asker_id: int, text: str, content: str) -> int:
        """Record a question about this content; returns its number."""
        values = {"asker_id": asker_id, "text": text, "asked_at": self._now, "snapshot_hash": content}
        number: int = await add(self._session, tables.QuestionRow, request_id=request_id, **values)
        return number

    async def answer(self, question: Question, text: str) -> None:
        values = {"answer": text, "answered_at": self._now}
        await change(self._session, tables.QuestionRow, {"id": question.id}, values)

    async def let_go(self, question: Question) -> None:
        """Record that its asker no longer needs an answer."""
        await change(self._session, tables.QuestionRow, {"id": question.id}, {"let_go_at": self._now})

    async def waiting(self, team_ids: tuple[int, ...] | None, limit: int) -> tuple[int, ...]:
        """Numbers of requests that wait for approvers, of these teams or of all, oldest first."""
        return tuple(await approvals.waiting(self._session, team_ids, limit))

    async def due(self, limit: int) -> tuple[int, ...]:
        """Numbers of pending requests whose next step is due."""
        return tuple(await approvals.due(self._session, self._now, limit))

    async def outlays(self, team_id: int, but: int) -> tuple[Outlay, ...]:
        """What the team's other requests have committed and spent, this month and a little before."""
        rows = await approvals.money(self._session, team_id, self._now - LONGEST_MONTH)
        rows = [row for row in rows if row.request_id != but]
        alone = [row.request_id for row in rows if row.order_id is None]
        asked = await approvals.snapshots(self._session, alone) if alone else {}
        found = (_outlay(row, asked) for row in rows)
        return tuple(each for each in found if each is not None)

    async def placed(self, team_id: int, but: int) -> tuple[SpentOrder, ...]:
        """Orders of the team's other requests sent in the last day, unclear ones included."""
        rows = await approvals.sent(self._session, team_id, self._now - LONGEST_DAY, but)
        return tuple(
            SpentOrder(submitted_at, _total(snapshot)) for submitted_at, snapshot in rows if submitted_at is not None
        )

    async def others(
        self,
        team_id: int,
        by: frozenset[SplittingKey],
        since: datetime,
        but: int = 0,
        of: Collection[int] | None = None,
    ) -> tuple[Asked, ...]:
        """The other requests made in the team since then and not called off; of these people if only theirs count."""
        rows: dict[int, list[Row[Any]]] = {}
        for row in await approvals.pieces(self._session, team_id, since, but, of):
            rows.setdefault(row.id, []).append(row)
        found = {number: total for number, each in rows.items() if (total := _counts_as(each)) is not None}
        looks = found and by & {SplittingKey.SELLER, SplittingKey.OFFER}
        offers = await approvals.offers(self._session, list(found)) if looks else {}
        agreed: dict[int, list[int]] = {number: [] for number in found}
        for number, person in await approvals.who_agreed(self._session, list(found)) if found else ():
            agreed[number].append(person)
        return tuple(
            _asked(rows[number][0], total, offers.get(number, []), tuple(agreed[number]))
            for number, total in found.items()
        )

    async def declined_at(
        self, request: Request, since: datetime, until: datetime, to: Collection[int]
    ) -> datetime | None:
        """When its team last declined one of its offers to one of these people between the two times (UTC)."""
        assert request.team_id is not None
        offers, opened = {offer.offer_id for offer in request.offers}, since - LONGEST_EXPIRY
        at = await approvals.declined_at(self._session, request.team_id, to, offers, opened, until, request.id)
        return at if at is not None and at > since else None

    async def orders_with(self, company: str, most: int) -> int:
        """How many orders that were not cancelled we placed with a seller; at most `most`."""
        return await approvals.orders_with(self._session, company, most)

    async def last_bought(self, request: Request) -> tuple[Fen | None, datetime | None]:
        """What a piece of this offer cost (fen) when it was last bought, and when that was (UTC)."""
        bought = await approvals.last_bought(self._session, request.offer.offer_id, request.id)
        if bought is None:
            return None, None
        snapshot = rows_and_values.load_snapshot(bought[0])
        return (snapshot.unit_price if snapshot else None), bought[1]


def _total(kept: Any) -> Fen:
    snapshot = rows_and_values.load_snapshot(kept)
    return snapshot.total if snapshot else Fen(0)


def _outlay(row: Row[Any], asked: dict[int, Any]) -> Outlay | None:
    """An attempt without orders commits its total; an order commits its own, until it is paid or cancelled."""
    if row.order_id is None:
        return Outlay(row.requester_id, _total(asked[row.request_id]), row.created_at)
    if row.paid_at is not None:
        kept = Fen(max(0, row.total_fen - row.refunded_fen))
        return Outlay(row.requester_id, kept, row.paid_at, spent=True)
    return Outlay(row.requester_id, Fen(row.total_fen), row.created_at) if row.state != "cancelled" else None


def _counts_as(rows: list[Row[Any]]) -> Fen | None:
    """What a request counts as (fen) for later ones; None if nobody asks for it any more.

    Its orders count, unless they were cancelled unpaid. Without an order it counts while it waits for its approvers,
    may be placed, or may have been placed.
    """
    ordered = [row for row in rows if row.order_id is not None]
    if ordered:
        left = [row.total_fen for row in ordered if row.state_of_order != "cancelled" or row.paid_at is not None]
        return Fen(sum(left)) if left else None
    row = rows[-1]
    waits = row.state == "pending" and row.needs is not None
    bought = row.state in ("approved", "closed") and any(
        each.state_of_attempt is not None and each.state_of_attempt not in approvals.NOT_BOUGHT for each in rows
    )
    return _total(row.snapshot) if waits or bought else None


def _asked(row: Row[Any], total: Fen, kept: list[Any], by: tuple[int, ...]) -> Asked:
    waits, offers = row.state == "pending", [rows_and_values.load_offer(each) for each in kept]
    steps = load_needs(row.needs).steps if row.needs is not None else ()
    return Asked(
        request_id=row.id,
        requester_id=row.requester_id,
        total=total,
        at=row.pending_at,
        offer_id=row.offer_id,
        sellers=frozenset().union(*(_labels(each) for each in offers)),
        steps=None if waits else steps,
        by=by if row.needs is not None else (),
        more_offers=frozenset(each.offer_id for each in offers),
    )


def _labels(offer: Offer) -> frozenset[str]:
    """The labels of an offer's seller."""
    return frozenset(label(each) for each in (offer.seller.company, offer.seller.login) if each)
