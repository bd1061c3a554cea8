"""How the driver calls the desk: each verb as one thing that a person, or the timetable, has it do."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.desk.requests.opening import require_shown
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.market.errors import MarketError
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.team import Role
from bot.purchasing.arrivals import CloseReason, Tally
from bot.purchasing.claims import Pieces
from bot.purchasing.money import Fen
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.wiring.build import BuiltBot

GROUP = Place(-1001)
SEATS: tuple[tuple[int, tuple[Role, ...]], ...] = (
    (11, (Role.REQUESTER,)), (12, (Role.APPROVER,)), (13, (Role.BUYER,)), (14, (Role.BUYER,)),
)  # fmt: skip
"""Who has which roles in the team."""
JPEG = b"\xff\xd8\xff\xe0 a picture of what came \xff\xd9"
CARRIER = "ZTO"


def person(number: int) -> Person:
    """Somebody on Telegram."""
    return Person(number, f"Person {number}", "en", reachable=True)


async def settle_in(house: BuiltBot, admins: Sequence[int], team: bool) -> None:
    """Everybody pressed Start; with a `team` they have seats in one."""
    async with house.ledger.change() as uow:
        for number in (*admins, *(seat for seat, _ in SEATS)):
            await uow.people.put_person(person(number), reachable=True)
        if not team:
            return
        await uow.people.put_chat(GROUP.chat_id, "supergroup", "Buying")
        number = await uow.teams.open(
            GROUP.chat_id, "Buying", language="en", time_zone="Asia/Shanghai", policy=default_policy(), by=admins[0]
        )
        for seat, roles in SEATS:
            await uow.teams.put_member(number, seat, roles=frozenset(roles), limit=None)


async def place(house: BuiltBot, by: int, lines: Sequence[tuple[str, int]], approver: int | None = None) -> int:
    """Ask for so many pieces of these offers of one seller, and have it agreed to; the number of the request."""
    desk = house.desk
    named = [NamedOffer(OfferRef(offer, quantity=pieces)) for offer, pieces in lines]
    key = OpenedBy(secrets.randbelow(10**12), 0)
    number = require_shown(*await desk.opening.open(Act(person(by), place=Place(by)), named, key=key))
    step = await desk.drafting.step(number)
    if step.stage is Stage.ADDRESS and step.addresses:
        await desk.drafting.choose_address(Act(person(by)), number, step.addresses[0].address_id)
    shown, seen = await _shown(house, number)
    await desk.drafting.confirm(Act(person(by)), number, shown, seen)
    if approver is not None:
        shown, seen = await _shown(house, number)
        await desk.approvals.approve(Act(person(approver), place=GROUP), number, shown, seen)
    return number


async def _shown(house: BuiltBot, number: int) -> tuple[str, str]:
    """What the card's buttons carry: what is agreed to, and the repeat that it warns of."""
    step = await house.desk.drafting.step(number)
    snapshot = step.purchase.request.snapshot
    return snapshot.hash if snapshot else "", "".join(step.seen)


async def tick(house: BuiltBot) -> list[dict[str, Any]]:
    """What the timetable does, once; the messages that people got by it.

    Each row is tried though another fails, as the timetable does.
    """
    desk, told = house.desk, list[dict[str, Any]]()

    async def send(message: DueMessage) -> Delivery:
        told.append({"chat": message.place.chat_id, "kind": str(message.kind), "request": message.request_id})
        return Sent(len(told))

    rows: tuple[Callable[[], Awaitable[Any]], ...] = (
        desk.clocks.compare, desk.lost_time.check, house.ledger.remember,
        desk.submit_worker.submit_due, desk.create_call.take_over, desk.unclear_orders.search_due,
        desk.watch.look_due, desk.rounds.changes.run, desk.parcels.look_due,
        desk.rounds.alarms.run, desk.refunds.words.expire, desk.rounds.sweep.run,
        lambda: desk.outbox.deliver(send),
    )  # fmt: skip
    failed = []
    for row in rows:
        try:
            await row()
        except MarketError as error:
            failed.append({"failed": error.words})
    return [*told, *failed]


async def look(house: BuiltBot, by: int, order: str) -> str:
    """Look at the order now; why 1688 did not show it, if it did not."""
    looked = await house.desk.orders.look(Act(person(by)), order)
    return "" if looked.error is None else looked.error.words


async def count(
    house: BuiltBot, by: int, order: str, lines: Mapping[str, Sequence[int]], surplus: bool = False
) -> None:
    """Count in so many good, damaged and wrong pieces of each line."""
    counting = house.desk.counting
    seen = (await counting.show(person(by), order)).seen
    tallies = {entry: Tally(*pieces) for entry, pieces in lines.items()}
    key = secrets.token_hex(6)
    await counting.count(Act(person(by)), order, tallies, key, seen=seen, surplus=surplus)


async def take_back(house: BuiltBot, by: int, order: str) -> None:
    """Take the newest count back."""
    counting = house.desk.counting
    view = await counting.show(person(by), order)
    if view.acts:
        await counting.take_back(Act(person(by)), order, view.acts[0][0].id)


async def close_rest(house: BuiltBot, by: int, order: str) -> None:
    """Say that what is open will not come any more."""
    counting = house.desk.counting
    seen = (await counting.show(person(by), order)).seen
    await counting.close(Act(person(by)), order, (), CloseReason.NOT_SENT, secrets.token_hex(6), seen=seen)


async def right(house: BuiltBot, by: int, order: str) -> None:
    """Say that what is counted is all that arrived."""
    counting = house.desk.counting
    view = await counting.show(person(by), order)
    await counting.right(Act(person(by)), order, seen=view.seen)


async def ask(
    house: BuiltBot, by: int, order: str, pieces: Mapping[str, Mapping[str, int]] | None = None,
    here: bool | None = None, back: bool = False, goods: int | None = None, carriage: int | None = None,
    reasons: Sequence[str] = (),
) -> str:  # fmt: skip
    """Ask back as the form leads: these pieces, or what it is filled in with; "sent", or "waits" for another's word.

    The reason is the first that has one of these words, else the first of 1688's list that wants no less than it gets.
    """
    refunds, who = house.desk.refunds, person(by)
    with suppress(Refusal):
        await refunds.drop(Act(who), order)
    told = None if pieces is None else {entry: Pieces(**kinds) for entry, kinds in pieces.items()}
    view = await refunds.begin(Act(who), order, pieces=told, here=here, back=back)
    return await _finish(house, by, order, view, goods, carriage, reasons)


async def _finish(
    house: BuiltBot, by: int, order: str, view: Any, goods: int | None, carriage: int | None, reasons: Sequence[str]
) -> str:
    """From the form to the press that sends it."""
    refunds, who = house.desk.refunds, person(by)
    chosen = next((each for word in reasons for each in view.reasons if word in each.name), None)
    reason = chosen or next((each for each in view.reasons if not each.needs_voucher), view.reasons[0])
    photos: Sequence[str] = ()
    if reason.needs_voucher:
        photo = f"photo-{order[-8:]}"
        await house.desk.counting.add_photo(Act(who), order, f"file-{photo}", photo)
        photos = (photo,)
    view = await refunds.pick(
        Act(who), order, version=view.draft.version, reason_id=reason.id, photos=photos,
        goods=None if goods is None else Fen(goods), carriage=None if carriage is None else Fen(carriage),
    )  # fmt: skip
    for photo, url in zip(view.ask.photos, view.ask.vouchers, strict=True):
        if not url:
            view = await refunds.upload(who, order, photo, JPEG, view.mark)
    await refunds.ask(Act(who), order, view.mark)
    view = await refunds.show(who, order)
    return "waits" if view.errand is not None and view.errand.state.value == "waits" else "sent"


async def ask_again(house: BuiltBot, by: int, order: str) -> str:
    """Go on with the form as it is filled in, and press *Ask*."""
    view = await house.desk.refunds.begin(Act(person(by)), order)
    return await _finish(house, by, order, view, None, None, ())


async def ask_amount(house: BuiltBot, by: int, order: str, goods: int, carriage: int) -> str:
    """Ask a sum back without pieces."""
    view = await _new_verb(house, "begin_amount")(Act(person(by)), order)
    return await _finish(house, by, order, view, goods, carriage, ())


async def ask_rest(house: BuiltBot, by: int, order: str, refund: str) -> str:
    """Ask for what is left of a refund that paid less than it asked."""
    begin_rest = _new_verb(house, "begin_rest")
    for claim in await _claims(house, by, order):
        if claim.refund_id == refund:
            view = await begin_rest(Act(person(by)), order, claim.id)
            return await _finish(house, by, order, view, None, None, ())
    return "unknown"


async def answer_stranger(
    house: BuiltBot, by: int, order: str, refund: str, pieces: Mapping[str, Mapping[str, int]], what: str
) -> str:
    """Say what a refund of the site is for: these pieces, or none of them (`carriage`, `compensation`).

    Money that came back by a refund that no call shows has no number here.
    """
    told = {entry: Pieces(**kinds) for entry, kinds in pieces.items()}
    strangers = [claim for claim in await _claims(house, by, order) if claim.from_site]
    numbered = [claim for claim in strangers if claim.refund_id == refund]
    for claim in numbered or [claim for claim in strangers if not claim.refund_id and claim.unanswered]:
        if claim.answered_by is None:
            explain = _new_verb(house, "explain")
            await explain(Act(person(by)), order, claim.id, type(claim.kind)(what), told)
            return "said"
    return "nothing is asked"


async def seen_on_site(
    house: BuiltBot, by: int, order: str, there: Sequence[str], unnumbered: Sequence[Mapping[str, Mapping[str, int]]]
) -> int:
    """Say of each claim that one looked on the site and it is not there, or ended there without money; how many were.

    `there` are the numbers of the refunds that are, `unnumbered` the pieces of those whose number nobody here knows.
    """
    not_on_site = _new_verb(house, "not_on_site")
    pieces_there = [{entry: Pieces(**kinds) for entry, kinds in of_refund.items()} for of_refund in unnumbered]
    said = 0
    for claim in await _claims(house, by, order):
        unnumbered_there = claim.pieces in pieces_there if claim.pieces else bool(pieces_there)
        is_there = claim.refund_id in there if claim.refund_id else unnumbered_there
        if claim.state.value == "open" and not is_there:
            with suppress(Refusal):
                await not_on_site(Act(person(by)), order, claim.id)
                said += 1
    return said


async def on_site(house: BuiltBot, by: int, order: str, errand: int) -> None:
    """Say that one looked on the site and what is unclear is there."""
    await _new_verb(house, "on_site")(Act(person(by)), order, errand)


async def _claims(house: BuiltBot, by: int, order: str) -> Sequence[Any]:
    """The claims of an order, in a product that has them."""
    shown: Any = (await house.desk.refunds.show(person(by), order)).order
    return tuple(getattr(shown, "claims", ()))


def _new_verb(house: BuiltBot, name: str) -> Callable[..., Awaitable[Any]]:
    """A verb that the product of before does not have. Raises NoSuchVerb."""
    found: Callable[..., Awaitable[Any]] | None = getattr(house.desk.refunds, name, None)
    if found is None:
        raise NoSuchVerb(name)
    return found


class NoSuchVerb(Exception):
    """The desk cannot do that at all."""


async def agree(house: BuiltBot, by: int, order: str, errand: int) -> None:
    """Give a second word."""
    await house.desk.refunds.agree(Act(person(by)), order, errand)


async def not_there(house: BuiltBot, by: int, order: str, errand: int) -> None:
    """Say that 1688 does not know of what is unclear."""
    await house.desk.refunds.not_there(Act(person(by)), order, errand)


async def withdraw(house: BuiltBot, by: int, order: str, refund: str) -> None:
    """Take a refund back."""
    await house.desk.refunds.withdraw(Act(person(by)), order, refund)


async def send_back(house: BuiltBot, by: int, order: str, refund: str, waybill: str) -> None:
    """Say that the goods are on their way back."""
    await house.desk.refunds.send_back(Act(person(by)), order, refund, CARRIER, waybill)


async def receipt(house: BuiltBot, by: int, order: str, accepts: bool) -> None:
    """Confirm receipt of all that can be confirmed."""
    _, shown = await house.desk.receipts.show(person(by), order)
    mark = shown.confirmable.mark(accepts=accepts)
    await house.desk.receipts.confirm(Act(person(by)), order, mark, accepts=accepts)


async def note(house: BuiltBot, by: int, order: str, text: str) -> None:
    """Put a note on the order that the seller sees."""
    await house.desk.chasing.tell_seller(Act(person(by)), order, text)


async def urge(house: BuiltBot, by: int, order: str) -> None:
    """Have the seller urged to send it."""
    await house.desk.chasing.urge(Act(person(by)), order)


async def resume(house: BuiltBot, by: int) -> None:
    """Have buying go on; after a restore what is unknown is followed and what rests is given up first."""
    desk = house.desk
    async with house.ledger.read() as uow:
        resting = await uow.restore.resting()
        unknown = await uow.unknown_orders.count(outside=False)
    for number in resting:
        with suppress(Refusal):
            await desk.submit_worker.withdraw(Act(person(by)), number)
    for _ in range(unknown):
        page = await desk.unknown_orders.page(person(by), 1)
        await desk.unknown_orders.follow(Act(person(by)), page.order_id)
    await desk.switch.resume(Act(person(by)))


async def resume_second(house: BuiltBot, by: int) -> None:
    """Give the second word on it."""
    async with house.ledger.read() as uow:
        waiting = await uow.teams.every_proposal()
    for proposal in waiting:
        await house.desk.teams.second(Act(person(by)), proposal.id)


VERBS: dict[str, Callable[..., Awaitable[Any]]] = {
    verb.__name__: verb
    for verb in (
        settle_in, place, tick, look, count, take_back, close_rest, right, ask, ask_again, ask_amount, ask_rest,
        answer_stranger, seen_on_site, on_site, agree, not_there, withdraw, send_back, receipt, note, urge, resume,
        resume_second,
    )
}  # fmt: skip
