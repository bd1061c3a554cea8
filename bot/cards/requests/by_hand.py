"""Shows a request that somebody orders on the site: what to order, and how the order differs from what was approved."""

from collections.abc import Sequence

from bot.cards.blocks import product, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, code, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, gap, press, rows, said, show
from bot.cards.requests import baskets
from bot.desk.shared.values import CardState
from bot.desk.tracking.by_hand import Prepared
from bot.purchasing.approval.team import Team
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.purchase import Attempt, Request
from bot.purchasing.tracking.found_orders import HandOrder

_MOST_LINKS, _LABEL = 10, 40


def lines(w: Writer, step: CardState, attempt: Attempt) -> list[Html]:
    """Who orders it, and what then happens."""
    name = who(step.purchase.request, step.team, attempt)
    return [w.line("by-hand-who", name=name), w.line("by-hand-then")]


def who(request: Request, team: Team | None, attempt: Attempt) -> str:
    """The name of the person who orders it, or ordered it, by hand."""
    if attempt.by_hand == request.requester.id:
        return request.requester.name
    return team_lines.known_as(team, attempt.by_hand or 0)


def keyboard(w: Writer, request_id: int) -> Keyboard:
    """What to order, the number of the order, or not at all."""
    return rows(
        [w.button("hand-number", Code(ButtonAction.HAND_NUMBER, (request_id,)), "primary")],
        [
            w.button("by-hand-again", Code(ButtonAction.BY_HAND, (request_id,))),
            w.button("cancel", Code(ButtonAction.WITHDRAW, (request_id,)), "danger"),
        ],
    )


def prepared(what: Prepared, language: str) -> View:
    """All that the person needs on the site, each with a button that opens or copies it."""
    w, request = Writer(language), what.purchase.request
    snapshot = request.snapshot
    shown = [w.head(NEEDS_YOU, request.name, "head-hand-prepared"), *product.seller(w, request.offer)]
    if snapshot is not None:
        shown += [Html(f"– {baskets.priced(w, request, line)}") for line in snapshot.lines]
        shown += [w.line("by-hand-agreed", total=bold(show(snapshot.total)), freight=show(snapshot.freight))]
    shown.append(gap())
    if what.address is not None:
        shown += [w.line("by-hand-address"), text(_address(what))]
    elif request.address_label:
        shown += [w.line("by-hand-address"), text(request.address_label)]
    shown += [w.line("note-for-seller"), said(request.choice.note)] if request.choice.note else []
    shown += [Html(f"{w.line('by-hand-reference')} {code(what.reference)}"), gap(), w.line("by-hand-send")]
    return View(join(shown), rows(*_links(w, request), _copies(w, what), [_number(w, request)]))


def _address(what: Prepared) -> str:
    where = what.address
    return ", ".join(filter(None, (where.name, where.phone, where.full))) if where is not None else ""


def _links(w: Writer, request: Request) -> list[list[Button | None]]:
    """A button for each product, two in a row."""
    offers: Sequence[Offer] = request.bought or (request.offer,)
    several = len(offers) > 1
    named = [f"{n}. {w.title(offer)}"[:_LABEL] if several else "" for n, offer in enumerate(offers, 1)]
    made = [Button(name or w.label("open-product"), url=offer.link) for name, offer in zip(named, offers, strict=True)][
        :_MOST_LINKS
    ]
    return [list(made[start : start + 2]) for start in range(0, len(made), 2)]


def _copies(w: Writer, what: Prepared) -> list[Button | None]:
    note = what.purchase.request.choice.note
    address = w.copy("copy-address", _address(what)) if what.address is not None else None
    return [address, w.copy("copy-note", note) if note else None, w.copy("copy-reference", what.reference)]


def _number(w: Writer, request: Request) -> Button | None:
    return w.button("hand-number", Code(ButtonAction.HAND_NUMBER, (request.id,)), "primary")


def differs(found: HandOrder, request_id: int, name: str, language: str) -> View:
    """How the order differs from what was approved; a person says that it is right all the same, or types another."""
    w = Writer(language)
    shown = [w.head(NEEDS_YOU, name, "head-hand-differs")]
    if found.dearer:
        shown.append(w.line("hand-dearer", total=bold(show(found.total)), agreed=show(found.agreed)))
    if found.address:
        shown += [w.line("hand-goes-to"), text(found.address), w.line("hand-agreed-to"), text(found.agreed_address)]
    if found.dearer:
        shown.append(w.line("hand-asked-again"))
    accept = press(w.label("hand-accept"), Code(ButtonAction.HAND_ACCEPT, (request_id, found.order_id, found.total)))
    return View(join(shown), rows([accept], [w.button("back", Code(ButtonAction.UNASK))]))
