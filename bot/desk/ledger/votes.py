"""What a team says about a request, in the database: votes, questions, and the money that it has committed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, union_all

from bot.desk.ledger import rows_and_values
from bot.desk.ledger.mapper import Mapper, Repository, Stored, grouped
from bot.desk.ledger.orders import LINES, LINES_OF
from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.stored_rules import load_needs
from bot.purchasing.approval.budget import Outlay, SpentOrder
from bot.purchasing.approval.policy import LONGEST_EXPIRY, SplittingKey, label
from bot.purchasing.approval.questions import Question, SellerAnswer
from bot.purchasing.approval.splitting import Asked
from bot.purchasing.approval.votes import Vote
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.purchase_sums import Sums, sums_of_order
from bot.purchasing.orders.tags import as_left, shared
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line
from storage import tables
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add, change, setting
from storage.tables.base import Moment

NOT_BOUGHT = ("refused", "abandoned", "withdrawn")
OTHER = "differs"
LONGEST_MONTH = timedelta(days=32)
LONGEST_DAY = timedelta(hours=26)
_VOTES = Mapper(
    Vote, tables.DecisionRow, person_id=Stored("approver_id"), word=Stored("verdict"), at=Stored("created_at")
)
_QUESTIONS = Mapper(Question, tables.QuestionRow)

_request, _attempt, _order = columns(tables.RequestRow), columns(tables.AttemptRow), columns(tables.RemoteOrderRow)
_line, _offer = columns(tables.AskedLineRow), columns(tables.AskedOfferRow)
_vote, _question, _team = columns(tables.DecisionRow), columns(tables.QuestionRow), columns(tables.TeamRow)
_of_request, _of_team = given("request"), given("team")
_since, _now = given("since", Moment), given("now", Moment)
_waits = (_request.state == "pending", _request.needs.is_not(None))
# What a dry run would have ordered counts as if it had been.
_dry = and_(_attempt.state == "withdrawn", _attempt.reason == OwnReason.DRY_RUN)
_LOCK = Scalars(select(_request.id).where(_request.id == _of_request).with_for_update())
_LOCK_TEAM = Scalars(select(_team.id).where(_team.id == _of_team).with_for_update())
_WAITING = select(_request.id).where(*_waits).order_by(_request.pending_at, _request.id).limit(LIMIT)
_EVERYBODYS = Scalars(_WAITING)
# By what waits, not by the team: a team may have a long past.
_THEIRS = Scalars(_WAITING.where((_request.team_id + 0).in_(given_all("teams"))))
_DUE = Scalars(select(_request.id).where(*_waits, _request.next_at <= _now).order_by(_request.next_at).limit(LIMIT))
_LOOK_AGAIN = setting(tables.RequestRow, _request.team_id == _of_team, *_waits, next_at=_now)
_LIVE = _vote.taken_back_at.is_(None)
_OF_REQUEST = _VOTES.query(_vote.request_id == _of_request, _LIVE, order=(_vote.id,))
_ABOUT = _QUESTIONS.query(_question.request_id == _of_request, order=(_question.id,))
_SELLER_ANSWERS = Mapper(SellerAnswer, tables.SellerAnswerRow)
_answer = columns(tables.SellerAnswerRow)
_SELLER_SAID = _SELLER_ANSWERS.query(_answer.request_id == _of_request, _answer.text != "", order=(_answer.id,))
_MONEY: Any = (
    select(
        _attempt.id, _attempt.request_id, _request.requester_id, _attempt.created_at,
        _order.order_id, _order.state, _order.total_fen, _order.refunded_fen, _order.paid_at,
    )
    .join(table_of(tables.RequestRow), _request.id == _attempt.request_id)
    .outerjoin(table_of(tables.RemoteOrderRow), and_(_order.attempt_id == _attempt.id, _order.checked != OTHER))
    .where(
        _attempt.id.in_(
            select(_attempt.id)
            .where(_attempt.created_at >= _since)
            .union(select(_order.attempt_id).where(_order.paid_at >= _since))
        ),
        _request.team_id + 0 == _of_team,
        # An attempt that was given up but has an order after all is owed as well.
        or_(_attempt.state.not_in(NOT_BOUGHT), _dry, _order.order_id.is_not(None)),
    )
    .order_by(_attempt.id, _order.order_id)
)  # fmt: skip
_PIECES: Any = (
    select(
        _request.id, _request.requester_id, _request.offer_id, _request.state, _request.snapshot, _request.needs,
        _request.pending_at, _attempt.state.label("state_of_attempt"), _dry.label("dry"), _order.order_id,
        _order.state.label("state_of_order"), _order.total_fen, _order.refunded_fen, _order.paid_at,
    )
    .outerjoin(table_of(tables.AttemptRow), _attempt.request_id == _request.id)
    .outerjoin(table_of(tables.RemoteOrderRow), and_(_order.attempt_id == _attempt.id, _order.checked != OTHER))
    .where(_request.team_id == _of_team, _request.pending_at > _since, _request.id != given("but"))
    .order_by(_request.id, _attempt.id, _order.order_id)
)  # fmt: skip
_THEIR_PIECES: Any = _PIECES.where(_request.requester_id.in_(given_all("requesters")))
_OFFERS: Any = (
    select(_request.id, _request.offer)
    .where(_request.id.in_(given_all("ids")))
    .union_all(select(_offer.request_id, _offer.offer).where(_offer.request_id.in_(given_all("ids"))))
)
# Who agreed to a request agreed to each part that it was split into.
_AGREED: Any = (
    select(_request.id, _vote.approver_id)
    .join(table_of(tables.DecisionRow), _vote.request_id == func.coalesce(_request.part_of, _request.id))
    .where(_request.id.in_(given_all("ids")), _vote.verdict == "approve", _LIVE)
)
_YES: Any = (
    select(_vote.request_id, _vote.approver_id, _vote.snapshot_hash)
    .where(_vote.request_id.in_(given_all("ids")), _vote.verdict == "approve", _LIVE)
    .order_by(_vote.id)
)
# By the offers: a team, a person and a state may have a long past, and SQLite would begin with it.
_declined = (
    _request.created_at >= _since,
    _request.team_id + 0 == _of_team,
    _request.state + "" == "rejected",
    _vote.verdict == "decline",
    _vote.created_at <= given("until", Moment),
    _request.id != given("but"),
)
_theirs = (_request.requester_id + 0).in_(given_all("people"))
_DECLINING: Any = select(_vote.created_at.label("at")).join(
    table_of(tables.RequestRow), _request.id == _vote.request_id
)
_ever_declined = union_all(
    _DECLINING.where(_request.offer_id.in_(given_all("offers")), _theirs, *_declined),
    _DECLINING.join(table_of(tables.AskedLineRow), _line.request_id == _request.id).where(
        _line.offer_id.in_(given_all("offers")),
        _line.added_at >= _since,
        or_(_theirs, _line.added_by.in_(given_all("people"))),
        *_declined,
    ),
).subquery()
_DECLINED_AT = Scalars(select(func.max(_ever_declined.c.at)))
_SNAPSHOTS: Any = select(_request.id, _request.snapshot).where(_request.id.in_(given_all("ids")))
# Of what is bought with a tag all lines: what has none bears its share too.
_TAGGED: Any = select(
    _line.request_id, _line.offer_id, _line.spec_id, _line.quantity, _line.several, _line.wanted, _line.own, _line.tag
).where(
    _line.request_id.in_(select(_line.request_id).where(_line.request_id.in_(given_all("ids")), _line.tag != "")),
    _line.obstacle.is_(None),
)
_SENT: Any = (
    select(_attempt.submitted_at, _request.snapshot)
    .join(table_of(tables.RequestRow), _request.id == _attempt.request_id)
    .where(
        # By the time, not by the team: a team may have a long past.
        _attempt.submitted_at >= _since,
        _request.team_id + 0 == _of_team,
        _request.id != given("but"),
        or_(
            _attempt.state.not_in((*NOT_BOUGHT, "ready")),
            _dry,
            exists().where(_order.attempt_id == _attempt.id, _order.checked != OTHER),
        ),
    )
)


class VoteRepository(Repository):
    """Loads and records votes, questions and money in one transaction."""

    async def lock(self, request_id: int) -> None:
        """Let decisions on one request happen one after the other; on SQLite one change at a time is made anyway."""
        if leases.shared(self._session):
            await _LOCK.first(self._session, request=request_id)

    async def lock_team(self, team_id: int) -> None:
        """Let spending of a team's money happen one after the other."""
        if leases.shared(self._session):
            await _LOCK_TEAM.first(self._session, team=team_id)

    async def look_again(self, team_id: int) -> None:
        """People or rights of the team changed: count the votes of its pending requests again at once."""
        await self._run(_LOOK_AGAIN, team=team_id, now=self._now)
        self._left.add("approvals")

    async def of(self, request_id: int) -> tuple[Vote, ...]:
        """Every vote on every content of the request, in order; without votes taken back."""
        return await _OF_REQUEST.all(self._session, request=request_id)

    async def agreed(self, requests: Collection[Request]) -> dict[int, tuple[int, ...]]:
        """Who said yes to what was approved of each of these requests, in order."""
        approved = {each.id: each.approved.hash for each in requests if each.approved is not None}
        rows = await self._rows(_YES, ids=[*approved]) if approved else ()
        return grouped((number, person) for number, person, content in rows if approved[number] == content)

    async def cast(self, request: Request, vote: Vote) -> Vote:
        """Write a vote down; the database takes one for each person and content, and none of the requester."""
        await add(
            self._session, tables.DecisionRow, request_id=request.id, requester_id=request.requester.id,
            **_VOTES.columns(vars(vote)),
        )  # fmt: skip
        return vote

    async def take_back(self, request: Request, person_id: int, content: str) -> None:
        """Take a vote on this content back; its row stays. Raises Conflict if somebody else was faster."""
        live = {"request_id": request.id, "snapshot_hash": content, "approver_id": person_id, "taken_back_at": None}
        if await change(self._session, tables.DecisionRow, live, {"taken_back_at": self._now}) != 1:
            raise Conflict(f"the word of {person_id} on request {request.id}")

    async def questions(self, request_id: int) -> tuple[Question, ...]:
        return await _ABOUT.all(self._session, request=request_id)

    async def ask(self, request_id: int, asker_id: int, text: str, content: str) -> int:
        """Record a question about this content; returns its number."""
        values = {"asker_id": asker_id, "text": text, "asked_at": self._now, "snapshot_hash": content}
        number: int = await add(self._session, tables.QuestionRow, request_id=request_id, **values)
        return number

    async def answer(self, question: Question, text: str) -> None:
        values = {"answer": text, "answered_at": self._now}
        await change(self._session, tables.QuestionRow, {"id": question.id}, values)

    async def seller_answers(self, request_id: int) -> tuple[SellerAnswer, ...]:
        """What sellers answered about the request, in order."""
        return await _SELLER_SAID.all(self._session, request=request_id)

    async def seller_answered(self, request_id: int, by: int, text: str, content: str) -> None:
        """Record what a seller answered about this content."""
        values = {"person_id": by, "text": text, "snapshot_hash": content, "at": self._now}
        await add(self._session, tables.SellerAnswerRow, request_id=request_id, **values)

    async def let_go(self, question: Question) -> None:
        """Record that its asker no longer needs an answer."""
        await change(self._session, tables.QuestionRow, {"id": question.id}, {"let_go_at": self._now})

    async def waiting(self, team_ids: tuple[int, ...] | None, limit: int) -> tuple[int, ...]:
        """Numbers of requests that wait for approvers, of these teams or of all, oldest first."""
        if team_ids is None:
            return await _EVERYBODYS.all(self._session, limit=limit)
        return await _THEIRS.all(self._session, teams=team_ids, limit=limit)

    async def due(self, limit: int) -> tuple[int, ...]:
        """Numbers of pending requests whose next step is due."""
        return await _DUE.all(self._session, now=self._now, limit=limit)

    async def outlays(self, team_id: int, but: int, *, by_tag: bool = False) -> tuple[Outlay, ...]:
        """What the team's other requests have committed and spent, this month and a little before.

        `by_tag` with what of each is for the tags that its lines have now.
        """
        rows = await self._rows(_MONEY, team=team_id, since=self._now - LONGEST_MONTH)
        rows = [row for row in rows if row.request_id != but]
        alone = [row.request_id for row in rows if row.order_id is None]
        snapshots = dict(await self._rows(_SNAPSHOTS, ids=alone)) if alone else {}
        found = [(row, each) for row in rows if (each := _outlay(row, snapshots)) is not None]
        lines = defaultdict[int, list[tuple[str, Line]]](list)
        for row in await self._rows(_TAGGED, ids={row.request_id for row, _ in found}) if by_tag and found else ():
            bought = rows_and_values.choice_of_line(row).lines(row.offer_id)
            lines[row.request_id] += ((label(row.tag), line) for line in bought)
        kept = await self._rows(_SNAPSHOTS, ids=list(lines)) if lines else ()
        agreed = {number: snapshot for number, each in kept if (snapshot := rows_and_values.load_snapshot(each))}
        came = [row.order_id for row, _ in found if row.request_id in agreed and row.refunded_fen]
        there = await LINES_OF.all(self._session, numbers=came) if came else ()
        told, outlays = grouped((row.order_id, LINES.value(row)) for row in there), list[Outlay]()
        for row, each in found:
            if (snapshot := agreed.get(row.request_id)) is not None:
                left = replace(as_left(snapshot, told[row.order_id], row.refunded_fen), total=each.amount)
                each = replace(each, tags=shared(left, lines[row.request_id]))
            outlays.append(each)
        return tuple(outlays)

    async def placed(self, team_id: int, but: int) -> tuple[SpentOrder, ...]:
        """Orders of the team's other requests sent in the last day, unclear ones included."""
        rows = await self._rows(_SENT, team=team_id, since=self._now - LONGEST_DAY, but=but)
        return tuple(SpentOrder(row.submitted_at, _total(row.snapshot)) for row in rows)

    async def others(
        self,
        team_id: int,
        by: frozenset[SplittingKey],
        since: datetime,
        but: int = 0,
        of: Collection[int] | None = None,
    ) -> tuple[Asked, ...]:
        """The other requests made in the team since then and not called off; of these people if only theirs count."""
        given_now: dict[str, Any] = {"team": team_id, "since": since, "but": but}
        theirs = {} if of is None else {"requesters": list(of)}
        query = _PIECES if of is None else _THEIR_PIECES
        rows = grouped((row.id, row) for row in await self._rows(query, **given_now, **theirs))
        found = {number: total for number, each in rows.items() if (total := _counts_as(each)) is not None}
        if not found:
            return ()
        ids, matters = list(found), by & {SplittingKey.SELLER, SplittingKey.OFFER}
        shown = await self._rows(_OFFERS, ids=ids) if matters else ()
        offers = grouped((number, rows_and_values.load_offer(offer)) for number, offer in shown)
        agreed = grouped((number, person) for number, person in await self._rows(_AGREED, ids=ids))
        return tuple(_asked(rows[number][0], total, offers[number], agreed[number]) for number, total in found.items())

    async def declined_at(
        self, request: Request, since: datetime, until: datetime, to: Collection[int]
    ) -> datetime | None:
        """When its team last declined one of its offers to one of these people between the two times (UTC)."""
        assert request.team_id is not None
        offers, opened = {offer.offer_id for offer in request.offers}, since - LONGEST_EXPIRY
        at: datetime | None = await _DECLINED_AT.first(
            self._session, team=request.team_id, people=set(to), offers=offers, since=opened, until=until,
            but=request.id,
        )  # fmt: skip
        return at if at is not None and at > since else None


def _total(kept: Any) -> Fen:
    snapshot = rows_and_values.load_snapshot(kept)
    return snapshot.total if snapshot else Fen(0)


def _outlay(row: Row[Any], snapshots: dict[int, Any]) -> Outlay | None:
    """An attempt without orders commits its total; an order commits its own, until it is paid or cancelled."""
    if row.order_id is None:
        return Outlay(row.requester_id, _total(snapshots[row.request_id]), row.created_at)
    sums = _sums(row.state, row)
    if row.paid_at is not None:
        return Outlay(row.requester_id, sums.cost, row.paid_at, spent=True)
    return Outlay(row.requester_id, sums.ordered, row.created_at) if row.state != "cancelled" else None


def _sums(state: str, row: Row[Any]) -> Sums:
    """The sums of the order in a row; whether somebody still wants it does not matter, as long as it can be paid."""
    refunded = Fen(row.refunded_fen)
    return sums_of_order(OrderState(state), Fen(row.total_fen), refunded, paid=row.paid_at is not None)


def _counts_as(rows: Sequence[Any]) -> Fen | None:
    """What a request counts as (fen) for later ones; None if nobody asks for it any more.

    Its orders count, unless they were cancelled unpaid. Without an order it counts while it waits for its approvers,
    may be placed, or may have been placed.
    """
    ordered = [row for row in rows if row.order_id is not None]
    if ordered:
        left = [row for row in ordered if row.state_of_order != "cancelled" or row.paid_at is not None]
        sums = [_sums(row.state_of_order, row) for row in left]
        return sum_fen(max(each.ordered, each.paid) for each in sums) if left else None
    row = rows[-1]
    waits = row.state == "pending" and row.needs is not None
    bought = row.state in ("approved", "closed") and any(
        each.dry or (each.state_of_attempt is not None and each.state_of_attempt not in NOT_BOUGHT) for each in rows
    )
    return _total(row.snapshot) if waits or bought else None


def _asked(row: Row[Any], total: Fen, offers: Sequence[Offer], by: tuple[int, ...]) -> Asked:
    steps = load_needs(row.needs).steps if row.needs is not None else ()
    return Asked(
        request_id=row.id,
        requester_id=row.requester_id,
        total=total,
        at=row.pending_at,
        offers=frozenset({row.offer_id, *(each.offer_id for each in offers)}),
        sellers=frozenset(label(name) for each in offers for name in (each.seller.company, each.seller.login) if name),
        steps=None if row.state == "pending" else steps,
        by=by if row.needs is not None else (),
    )
