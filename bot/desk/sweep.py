"""Ghosts: orders on 1688 that carry our reference although no live attempt explains them."""

from datetime import timedelta

from bot.desk.drafting import REFERENCE_PREFIX
from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger
from bot.desk.people import People
from bot.desk.switch import pause
from bot.market.port import Market
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import OrderReport
from bot.purchasing.purchase import Attempt

SWEEP_BACK = timedelta(hours=24)
GONE = frozenset({AttemptState.REFUSED, AttemptState.ABANDONED, AttemptState.WITHDRAWN, AttemptState.PLACED})


class Sweep:
    """Reads all orders of the last day; each unknown one is read back once and remembered by its number."""

    def __init__(self, ledger: Ledger, market: Market, people: People) -> None:
        self._ledger, self._market, self._people = ledger, market, people
        self._strangers: set[str] = set()

    async def round(self) -> None:
        """Look for ghosts; one that is found stops buying and pages the admins."""
        if not self._market.abilities.reference:
            return
        async with self._ledger.look() as book:
            since, until = book.now - SWEEP_BACK, book.now + timedelta(hours=1)
        page = 1
        while True:
            listed = await self._market.orders_created(since, until, page)
            for report in listed.orders:
                await self._check(report)
            if not listed.orders or page * len(listed.orders) >= listed.total:
                return
            page += 1

    async def _check(self, listed: OrderReport) -> None:
        async with self._ledger.look() as book:
            ours = await book.orders.known([listed.order_id])
        if ours or listed.order_id in self._strangers:
            return
        detail = await self._market.look(listed.order_id)
        async with self._ledger.change() as book:
            attempt = await book.attempts.by_reference(detail.out_order_id) if detail.out_order_id else None
            if attempt is not None and attempt.state not in GONE and not _rests(attempt):
                return  # in doubt, or about to be sent again: the look for it will find it
            if attempt is None and not detail.out_order_id.startswith(REFERENCE_PREFIX):
                self._strangers.add(listed.order_id)
                return
            await self._haunt(book, detail, attempt)

    async def _haunt(self, book: Book, detail: OrderReport, attempt: Attempt | None) -> None:
        attempt_id = attempt.id if attempt else None
        if not await book.orders.add_ghost(detail.order_id, attempt_id, detail.out_order_id):
            return
        await book.write("ghost", attempt_id=attempt_id, order_id=detail.order_id, reference=detail.out_order_id)
        await book.tell_all(
            self._people.admins, NoticeKind.GHOST, f"ghost:{detail.order_id}",
            order_id=detail.order_id, total=detail.total, number=attempt.request_id if attempt else None,
        )  # fmt: skip
        await pause(book, self._people.admins, f"an order that should not exist: {detail.order_id}")


def _rests(attempt: Attempt) -> bool:
    """Whether it was proved not sent and nobody looks for it or sends it until a person presses."""
    return attempt.state is AttemptState.READY and attempt.due_at is None
