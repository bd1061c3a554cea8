"""Shows what is consented to: a draft's exact total with what moved since, and an order that costs more than agreed."""

from bot.cards.blocks import caps, goods, order_lines, product, purchase_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import FAILED, NEEDS_YOU, WAITS, Writer, dotted, open_in_private, press, rows, said, show
from bot.cards.requests import own_skus, tags
from bot.cards.requests.draft_choices import (
    CardTurn,
    address_text,
    cancel,
    compare,
    left_out,
    lines_to_choose,
    settle,
    to_list,
    unread,
)
from bot.desk.shared.views import CardState, Stage
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import PriceBy
from bot.purchasing.orders.payable import agreed_to, cancelling, differs
from bot.purchasing.orders.preview_sums import taken_off_already
from bot.purchasing.snapshot import Snapshot, differences

_MOST_TEAMS, _MOST_ORDERS = 3, 5


def confirm(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card after everything was chosen: check it, then buy, change, note or cancel."""
    request = step.purchase.request
    snapshot = request.snapshot
    last = team_lines.last_times(w, step.team, request, step.past)
    lines = [
        *_heading(w, step),
        *goods.lines(w, request),
        *_priced(w, step),
        *_where(w, step),
        *own_skus.codes(w, request),
        *_note(w, step),
        *seller_said(w, step),
        *_of_team(w, step),
        *own_skus.sums(w, request),
        *unread(w, request),
        *left_out(w, request),
        *_shut_out(w, step),
    ]
    if step.repeat is not None:
        lines.append(purchase_lines.same_again(w, "repeat", step.repeat, request))
    if request.valid_until is not None and snapshot is not None:
        lines.append(w.marked(WAITS, "valid-until", when=w.when(request.valid_until)))
    lines += last if not request.several else []
    folded = [*goods.lines_beyond(w, request), *(last if request.several else [])]
    keyboard = changes(w, step, turn.page) if turn.more else _decision(w, step, snapshot, _start(w, step, turn))
    return product.card(request, [*lines, *w.fold(folded)], keyboard)


def _priced(w: Writer, step: CardState) -> list[Html]:
    """What it costs and what that is made of; if it moved since it was shown, what moved."""
    request = step.purchase.request
    snapshot = request.snapshot
    moved_since = _moved_since(step)
    if moved_since:
        # Of several offers the lines say the rest.
        told = {name: pair for name, pair in moved_since.items() if name == "total" or not request.several}
        money = sums.money(w, step, snapshot) if snapshot is not None else []
        return [*money, *sums.moves(w, told, agreed=False), w.line("nothing-ordered-again")]
    if snapshot is None:
        return [w.line("no-price-text")] if step.finding is None else []
    made_of = _breakdown(w, step, snapshot)
    money = sums.money(w, step, snapshot)
    return [dotted([*money, made_of])] if request.several else [*money, made_of]


def _note(w: Writer, step: CardState) -> list[Html]:
    """The note that the seller gets, whole."""
    note = step.purchase.request.chosen.note
    return [w.labelled("note-for-seller", said(note, caps.WHOLE_WORDS_UNITS))] if note else []


def _shut_out(w: Writer, step: CardState) -> list[Html]:
    """Who cannot decide because they added something, and who still can."""
    if not step.shut_out:
        return []
    names = team_lines.people(w, step.team, step.shut_out)
    if not step.deciders:
        return [w.line("added-by", names=names)]
    return [w.line("added-by-leaves", names=names, left=team_lines.people(w, step.team, step.deciders))]


def _breakdown(w: Writer, step: CardState, snapshot: Snapshot) -> Html:
    """Goods, freight and discount, exact to the fen."""
    if step.purchase.request.several:  # the lines say what the goods cost
        return sums.breakdown(w, snapshot) if snapshot.discount else w.line("freight", amount=show(snapshot.freight))
    offer, pieces = step.purchase.request.offer, w.of(step.purchase.request.offer, snapshot.quantity)
    tier = offer.tier_for(snapshot.quantity)
    key = "goods" if len(offer.tiers) < 2 or tier is None or offer.price_by is PriceBy.SKU else "goods-tier"
    start = w.of(offer, tier.start, "-from") if tier and tier.price == snapshot.unit_price else ""
    key = key if start else "goods"
    facts = {"amount": show(snapshot.goods), "pieces": pieces, "price": sums.each_price(snapshot), "from": start}
    parts = [w.line(key, **facts)]
    parts.append(
        w.line("freight", amount=show(snapshot.freight)) if step.abilities.freight else w.line("freight-unknown")
    )
    if snapshot.discount:
        key = "discount-taken" if taken_off_already(snapshot.reading) else "discount"
        parts.append(w.line(key, amount=show(Fen(-abs(snapshot.discount)))))
    return dotted(parts)


def _heading(w: Writer, step: CardState) -> list[Html]:
    request, now = step.purchase.request, step.purchase.request.snapshot
    if fields := _moved_since(step):
        priced = "total" in fields and "quantity" not in fields
        head = w.head(NEEDS_YOU, request.shown_number, "head-changed" if priced else "head-changed-else")
        return [head, goods.goods(w, request)]
    sign, key = ("", "head-confirm") if now else (NEEDS_YOU, "head-no-price")
    head = w.head(sign, request.shown_number, key)
    return [head, *product.problem(w, request.offer, step.finding), goods.goods(w, request)]


def _moved_since(step: CardState) -> dict[str, tuple[object, object]]:
    """What is not any more as it was last shown, by the name of its field."""
    now, before = step.purchase.request.snapshot, step.previous
    return dict(differences(before, now)) if before and now else {}


def _where(w: Writer, step: CardState) -> list[Html]:
    if not step.abilities.address:
        return [w.line("account-address")]
    request = step.purchase.request
    chosen = next((a for a in step.addresses or () if a.address_id == request.chosen.address_id), None)
    if chosen is not None:
        return [
            w.line(
                "to-address",
                address=brief(address_text(w, chosen, request.place.private, marked=False), caps.DESTINATION_COLUMNS),
            )
        ]
    label = goods.where_to(request.address_label, in_full=request.place.private)
    return [w.line("to-address", address=brief(label, caps.DESTINATION_COLUMNS))] if label else []


def _of_team(w: Writer, step: CardState) -> list[Html]:
    """Whose money it is, why it is wanted, what the month has left, and what stands in the way."""
    if step.team is None:
        return []
    budgets = team_lines.budgets(w, step.team, step.budgets)[:1]
    lines = [*_whose(w, step), *team_lines.together(w, step), *budgets]
    too_early = step.forbidden is Obstacle.NOTE_NEEDED and step.purchase.request.unfinished
    if step.forbidden is not None and not too_early:
        lines.append(Html(f"{FAILED} {team_lines.obstacle(w, step.forbidden.value, step.forbidden_detail)}"))
    return lines


def _whose(w: Writer, step: CardState) -> list[Html]:
    """The team, and why it is wanted."""
    if step.team is None:
        return []
    why = step.purchase.request.why
    because = [w.labelled("why", said(why, caps.REASON_UNITS))] if why else []
    return [dotted([w.line("for-team", team=team_lines.title_of(step.team)), *because])]


def _start(w: Writer, step: CardState, turn: CardTurn) -> Button | None:
    """Asks requesters in a team's group who never pressed Start to do so before they are owed a private message."""
    public = turn.place is not None and not turn.place.private
    if step.team is None or not public or step.purchase.request.requester.reachable:
        return None
    return open_in_private(w, "press-start", turn.username, "hello")


def _decision(w: Writer, step: CardState, snapshot: Snapshot | None, start: Button | None) -> Keyboard:
    """Few buttons: the consent and what it may need first, what is left out, a change, a word, and no."""
    number = step.purchase.request.id
    buy = Code(ButtonAction.CONFIRM, (number, *step.seen, snapshot.hash)) if snapshot else None
    alone = step.team is None or step.automatic
    key = "buy-now" if alone else "ask-approval"
    ask_again = w.button("try-again", _same_again(step), "primary")
    site = w.link("open-1688", step.purchase.request.offer.link) if step.finding is not None else None
    note, reason = _words_buttons(w, step)
    settling = settle(w, step.purchase.request)
    word = None if site or start or settling else reason or note
    return rows(
        [(w.button(key, buy, "success") if step.forbidden is None else None) if buy else ask_again, site or start],
        [settling],
        [w.button("change", Code(ButtonAction.MENU, (number,))), word, cancel(w, number, "danger")],
    )


def _same_again(step: CardState) -> Code:
    """Asks 1688 for the price of the same choice once more."""
    request = step.purchase.request
    if request.several:
        return Code(ButtonAction.LINE, (request.id, 0))
    if request.choice.several:
        return Code(ButtonAction.COLLECTED, (request.id,))
    return Code(ButtonAction.QUANTITY, (request.id, request.choice.quantity or 0))


def _words_buttons(w: Writer, step: CardState) -> list[Button | None]:
    """A note for the seller; a reason for the team."""
    number = step.purchase.request.id
    reason = w.button("reason", Code(ButtonAction.WHY, (number,))) if step.team is not None else None
    return [w.button("note", Code(ButtonAction.NOTE, (number,))), reason]


def changes(w: Writer, step: CardState, page: int = 0) -> Keyboard:
    """The parts that can be chosen again, words and tag that go with it, another team to ask, and all details."""
    request = step.purchase.request
    number, offer = request.id, request.offer
    one = [*([Stage.VARIANT] if len(offer.skus) > 1 else []), Stage.QUANTITY]
    stages = [Stage.SEVERAL] if request.choice.several else [] if request.several else one
    stages += [Stage.ADDRESS] if step.abilities.address else []
    buttons = [w.button(f"change-{stage}", Code(ButtonAction.CHANGE, (number, stage.value))) for stage in stages]
    others = [
        [press(w.label("ask-in", team=team_lines.title_of(each)), Code(ButtonAction.ASK_IN, (number, each.id)))]
        for each in step.teams[:_MOST_TEAMS]
    ]
    details = w.button("details", Code(ButtonAction.DETAILS, (str(number),)))
    back = w.button("back", Code(ButtonAction.BACK, (number,)))
    lines = lines_to_choose(w, request, page, ButtonAction.MENU)
    asking = [to_list(w, step), ask_seller(w, number), order_lines.seller(w, number)]
    words_ = [*_words_buttons(w, step), tags.button(w, number)]
    return (*lines, *rows(buttons, words_, *others, asking, [compare(w, number), details, back]))


def ask_seller(w: Writer, number: int) -> Button | None:
    """The way to the seller's chat before it is bought."""
    return w.button("ask-seller", Code(ButtonAction.ASK_SELLER, (number, 0)))


def seller_said(w: Writer, step: CardState) -> list[Html]:
    """What the seller answered last, whole."""
    request = step.purchase.request
    return [
        team_lines.seller_said(w, step.team, request, each, said(each.text, caps.SELLER_ANSWER_UNITS))
        for each in step.answers[-1:]
    ]


def price(w: Writer, step: CardState, _: CardTurn) -> View:
    """Asks the requester to agree to the present cost, or to have the order closed."""
    request = step.purchase.request
    lines = [*raised(w, step), w.line("price-own-word")]
    snapshot, orders = request.snapshot, step.purchase.orders
    agree = order_lines.agree_button(w, request.id, snapshot.hash, snapshot.total) if snapshot else None
    if any(cancelling(order) for order in orders):
        lines.append(w.line("unpayable-cancelling"))
    if len(orders) == 1:
        keyboard = order_lines.unpayable_keyboard(w, step.purchase, orders[0], agree)
    else:
        each = [
            row for order in orders[:_MOST_ORDERS] for row in order_lines.unpayable_keyboard(w, step.purchase, order)
        ]
        keyboard = (*rows([agree]), *each)
    return product.card(request, lines, keyboard)


def raised(w: Writer, step: CardState) -> list[Html]:
    """What was agreed to and what 1688 wants now, for which orders, and that nothing is paid."""
    purchase = step.purchase
    agreed, now = purchase.request.approved or agreed_to(purchase), purchase.request.snapshot
    head = "head-differs" if differs(purchase) else "head-price"
    lines = [w.head(NEEDS_YOU, purchase.request.name, head), *goods.bought(w, purchase)]
    if agreed is not None and now is not None:
        lines += sums.named_otherwise(w, [each for each in now.otherwise if each not in agreed.otherwise])
    if agreed is not None and now is not None and agreed.total != now.total:
        total = Html(f"{show(now.total)}{sums.foreign(w, step, now.total)}")
        lines.append(sums.since_agreed(w, agreed.total, now.total, total))
    lines.append(w.line("price-not-paid"))
    return [*lines, *order_lines.numbers(w, (order.order_id for order in purchase.orders[:_MOST_ORDERS]))]
