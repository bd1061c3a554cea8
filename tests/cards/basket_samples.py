"""A request of six products of six sellers, two of which cannot be bought as they stand, to draw its cards from."""

from dataclasses import replace

from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import at_line
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import PricedLine, Snapshot, together
from tests.cards import samples as s
from tests.cards import team_samples as t

_SOLD = 6
_LINES = tuple((20 * number, 1250 + 100 * number) for number in range(1, _SOLD + 1))
"""Pieces and price of each product."""


def offer(number: int, like: Offer = s.OFFER) -> Offer:
    """One of the products, each of a seller of its own."""
    seller = replace(like.seller, open_id=f"b2b-{number}", company=f"{like.seller.company}{number}")
    return replace(like, offer_id=f"60000000000{number}", skus=(), stock=10_000, minimum=2, seller=seller)


def asked(like: Offer = s.OFFER) -> tuple[AskedLine, ...]:
    """Six lines that can be bought, one that is not on sale any more, and one whose quantity is still to be said."""
    sold = [AskedLine(n, offer(n, like), Choice.of(pieces), 4711) for n, (pieces, _) in enumerate(_LINES, 1)]
    gone = AskedLine(_SOLD + 1, replace(offer(_SOLD + 1, like), status="deleted"), Choice.of(5), 4711)
    return (*sold, gone, AskedLine(_SOLD + 2, offer(_SOLD + 2, like), Choice(), 4711))


def _part(number: int, pieces: int, price: int) -> Snapshot:
    line = PricedLine(f"60000000000{number}", None, pieces, Fen(price))
    total = Fen(line.amount + 800)
    return Snapshot((line,), line.amount, Fen(800), Fen(0), total, f"b2b-{number}", "77", "general", "fxassure")


PARTS = tuple(_part(number, *each) for number, each in enumerate(_LINES, 1))
SNAPSHOT = together(PARTS)


def request(like: Offer = s.OFFER, line: int | None = None, base: Request = s.REQUEST) -> Request:
    """The request; while a `line` is being chosen it has no price."""
    lines = asked(like)
    whole = replace(s.asking(base, asked=lines), snapshot=SNAPSHOT)
    if line is None:
        return whole
    return replace(whole, chosen=at_line(whole.chosen, line), snapshot=None)


def of_one_seller(count: int, like: Offer = s.PLAIN_OFFER, base: Request = t.REQUEST) -> Request:
    """So many products of one seller, the dearest in the middle; each has a title of its own."""
    named = [replace(offer(n, like), offer_id=str(600 + n), seller=s.OFFER.seller) for n in range(1, count + 1)]
    if like is s.PLAIN_OFFER:
        named = [replace(each, title_translated=f"Cup {n}") for n, each in enumerate(named, 1)]
    pieces = [100 - abs(n - count // 2) for n in range(count)]
    asked = tuple(AskedLine(n, each, Choice.of(pieces[n - 1]), 4711) for n, each in enumerate(named, 1))
    lines = tuple(PricedLine(each.offer_id, None, pieces[n], Fen(150)) for n, each in enumerate(named))
    costs = Fen(sum(line.amount for line in lines))
    snapshot = replace(s.SNAPSHOT, lines=lines, goods=costs, total=Fen(costs + 800))
    return replace(s.asking(base, asked=asked), snapshot=snapshot)


def parts(like: Offer = s.OFFER, base: Request = s.REQUEST) -> tuple[Purchase, ...]:
    """What became of each part: paid, to be paid, refused, in doubt, and the rest on their way."""
    return tuple(_became(number, part, like, base) for number, part in enumerate(PARTS, 1))


def _became(number: int, part: Snapshot, like: Offer, base: Request) -> Purchase:
    states = {3: AttemptState.REFUSED, 4: AttemptState.IN_DOUBT, 5: AttemptState.SUBMITTING}
    attempt = replace(s.ATTEMPT, state=states.get(number, AttemptState.PLACED), request_id=1042 + number)
    own = replace(
        s.asking(base, offer=offer(number, like), choice=Choice.of(part.quantity)),
        id=1042 + number,
        part_of=1042,
        part=number,
        state=RequestState.APPROVED,
        snapshot=part,
        approved=part,
    )
    state = OrderState.PAID if number == 1 else OrderState.TO_PAY
    order = replace(s.ORDER, order_id=f"{s.ORDER_ID[:-1]}{number}", request_id=own.id, state=state, total=part.total)
    return Purchase(own, (attempt,), () if number in states else (order,))


def split(like: Offer = s.OFFER, base: Request = s.REQUEST, parts: tuple[Purchase, ...] = ()) -> Purchase:
    """The request after it was approved and split, with what became of its parts."""
    whole = request(like, base=base)
    return Purchase(replace(whole, state=RequestState.CLOSED, parts=len(PARTS), approved=SNAPSHOT), parts=parts)
