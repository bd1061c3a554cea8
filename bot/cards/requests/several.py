"""Shows several variants of a purchase: the grid in which they are collected, and the lines of what was collected."""

from collections.abc import Sequence

from bot.cards.blocks import product
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, columns, cut, join, screenful, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import LABEL_UNITS, Writer, dotted, grid, picture, press, rows
from bot.cards.requests.draft_choices import CardTurn, cancel
from bot.desk.shared.values import CardState
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.offers.variant_grid import cell_of, grid_rows, steps, usual_step
from bot.purchasing.request import Choice, Line

_TWO_LINES, _NAME = 76, 18
_TITLE_OF_ROW = 18


def collecting(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The grid: a row of variants, each press adds pieces; what was added so far stands above.

    What has no room on a screen is left out: the pieces stand on their cells as well.
    """
    request, offer = step.purchase.request, step.purchase.request.offer
    lines = [w.head("", request.shown_number, "head-several"), *(problem(w, step) if request.choice.several else [])]
    prices, collected = product.prices(w, offer), _collected(w, offer, request.choice)
    lines += [*product.named(w, offer), *product.unread(w, request.choice.wanted), *prices, *collected]
    typed = request.choice.quantity or 0
    step_by = turn.pieces or (typed if typed % (offer.lot or 1) == 0 else 0) or usual_step(offer)
    lines.append(w.line("several-how", n=_signed(step_by)))
    lines = screenful(lines, [*collected[1:], *prices])
    return View(join(lines), _keyboard(w, step, turn, step_by), picture(offer.image_url))


def listed(w: Writer, offer: Offer, lines: Sequence[Line], width: int = _TWO_LINES) -> list[Html]:
    """The lines of a purchase by their variants, as many as two lines hold; nothing if it is one."""
    if len(lines) < 2:
        return []
    parts, left = list[Html](), width
    for line in lines:
        part = shown(w, offer, line)
        left -= columns(part) + 3
        if left < 0 and parts:
            break
        parts.append(part)
    more = [w.line("several-more", n=len(lines) - len(parts))] if len(parts) < len(lines) else []
    return [dotted([*parts, *more])]


def shown(w: Writer, offer: Offer, line: Line) -> Html:
    """One line: its variant and its pieces."""
    return Html(f"{_name(w, offer, line.spec_id)}\u00a0×\u00a0{line.quantity}")


def _name(w: Writer, offer: Offer, spec_id: str | None) -> Html:
    sku = offer.sku(spec_id) if spec_id else None
    return brief(w.variant(sku), _NAME) if sku and sku.attributes else text(spec_id or "–", _NAME)


def problem(w: Writer, step: CardState) -> list[Html]:
    """What is wrong, and with which of the variants."""
    offer, finding = step.purchase.request.offer, step.finding
    told = product.problem(w, offer, finding)
    if finding is None or not finding.variant or not told:
        return told
    return [told[0], Html(f"– {_name(w, offer, finding.variant)}"), *told[1:]]


def _collected(w: Writer, offer: Offer, choice: Choice) -> list[Html]:
    if not choice.several:
        return []
    lines = choice.lines(offer.offer_id)
    summed = w.line("several-sum", pieces=w.of(offer, choice.pieces), n=len(lines))
    return [summed, *(listed(w, offer, lines) or [shown(w, offer, lines[0])])]


def _keyboard(w: Writer, step: CardState, turn: CardTurn, step_by: int) -> Keyboard:
    request = step.purchase.request
    row, page, pages = _row(request.offer, turn.page)
    cells = [_cell(w, step, sku, step_by, page) for sku in row]
    whole_row = _whole_row(w, step, row, step_by, page) if len(row) > 1 and step_by > 0 else None
    by = [_step(request.id, each, each == step_by, page) for each in steps(request.offer)]
    done = w.button("several-done", Code(ButtonAction.COLLECTED, (request.id,)), "success")
    typed = w.button("type-them", Code(ButtonAction.OTHER_QUANTITY, (request.id,)))
    return (
        *grid(cells, 2),
        *rows([whole_row], _turning(w, request.id, row, page, pages, step_by), by),
        *rows([done if request.choice.several else None, typed, cancel(w, request.id)]),
    )


def _row(offer: Offer, page: int) -> tuple[tuple[Sku, ...], int, int]:
    """The row at this page, its page, and how many there are."""
    every = grid_rows(offer)
    page = min(max(page, 0), len(every) - 1)
    return every[page], page, len(every)


def _cell(w: Writer, step: CardState, sku: Sku, step_by: int, page: int) -> Button | None:
    """A variant with its pieces so far, or else with its stock; one that is sold out says so."""
    request = step.purchase.request
    names = sku.attributes[1:] or sku.attributes
    label = cut(clean(" / ".join(w.value(each) for each in names)), LABEL_UNITS)
    counted = dict(request.choice.several).get(sku.spec_id, 0)
    if sku.stock <= 0 and not counted:
        return w.button("sold-out-value", Code(ButtonAction.SOLD_OUT, (request.id,)), value=label)
    label = f"{label} × {counted}" if counted else f"{label} ({sku.stock})"
    return press(label, _add(request.id, request.offer, sku, step_by, page))


def _whole_row(w: Writer, step: CardState, row: Sequence[Sku], step_by: int, page: int) -> Button | None:
    request = step.purchase.request
    code = _add(request.id, request.offer, row[0], step_by, page, row=True)
    return w.button("several-row", code, n=_signed(step_by), value=_title(w, row))


def _title(w: Writer, row: Sequence[Sku]) -> str:
    """The value of the first attribute, which a row has in common; empty if there is only one attribute."""
    first = row[0].attributes
    return cut(clean(w.value(first[0])), _TITLE_OF_ROW) if len(first) > 1 else ""


def _add(request_id: int, offer: Offer, sku: Sku, step_by: int, page: int, *, row: bool = False) -> Code:
    cell = cell_of(offer, sku)
    return Code(ButtonAction.COLLECT, (request_id, cell.place, cell.mark, int(row), step_by, page))


def _turning(
    w: Writer, request_id: int, row: Sequence[Sku], page: int, pages: int, step_by: int
) -> list[Button | None]:
    """Turns to the row before and behind, with this row's name between."""
    if pages == 1:
        return []

    def turn(label: str, to: int) -> Button | None:
        return press(label, Code(ButtonAction.GRID, (request_id, to % pages, step_by)))

    still = press(f"{_title(w, row)} {page + 1}/{pages}".strip(), Code(ButtonAction.STILL))
    return [turn("◀", page - 1), still, turn("▶", page + 1)]


def _step(request_id: int, step_by: int, chosen: bool, page: int) -> Button | None:
    label = _signed(step_by)
    return press(f"• {label}" if chosen else label, Code(ButtonAction.GRID, (request_id, page, step_by)))


def _signed(pieces: int) -> str:
    return f"{pieces:+d}".replace("-", "\u2212")
