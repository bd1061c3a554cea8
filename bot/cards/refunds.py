"""Shows what is asked back of an order, page by page, before 1688 is asked; and each refund as it goes on there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial

from bot.cards.blocks import order_lines, sums, writer
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, code, columns, cut, join, screenful, shortened
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, dashed, dotted, grid, page_of, press, rows, show, turning
from bot.cards.counting import line_name
from bot.desk.shared.values import RefundView
from bot.purchasing.claims import Claim, ClaimKind, Pieces
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport
from bot.purchasing.refunds import MOST_VOUCHERS, Carrier, GoodsStatus, RefundAsk, RefundStage, RefundStep
from bot.purchasing.requests.purchase import Order
from bot.purchasing.tracking.refunded import claim_by, errand_of, possible_answers, running, stage_at

TYPED = (*Pieces._fields, "goods", "carriage", "description")
"""What of a refund can be typed, by its place in a button."""
_ON_A_PAGE, _CARRIERS, _PHOTOS, _LINES, _STEPS = 5, 8, 10, 2, 2
_NAME, _GOODS, _WORDS = 16, 32, 40
_SIGNS = {
    RefundStage.SELLER: WAITS, RefundStage.REFUSED: NEEDS_YOU, RefundStage.TO_SEND: NEEDS_YOU,
    RefundStage.SENT: writer.ON_THE_WAY, RefundStage.PAID: writer.DONE, RefundStage.CLOSED: writer.FAILED,
}  # fmt: skip
_REASONS = {
    "agreed": "不想买了，已与卖家协商一致 与卖家协商一致退款 协商一致退款",
    "mind": "不想要了 不想买了 不喜欢/不想要 拍错/多拍/不想要",
    "differs": "颜色/图案/款式不符 颜色/款式/图案与描述不符 商品与描述不符 尺寸/规格不符",
    "short": "少货/空包裹 少件/漏发 少货/漏发 卖家少发货 空包裹",
    "damaged": "商品破损 收到商品破损 包装/商品破损 商品破损/污渍",
    "wrong": "卖家发错货 发错货 错发",
    "quality": "质量问题 商品质量问题",
    "late": "未按约定时间发货 卖家未按约定时间发货 发货太慢",
    "sold-out": "缺货 卖家缺货 商品缺货",
    "never-came": "快递一直未送到 物流一直未送达 未收到货 快递/物流一直未送到",
    "other": "其他 其它",
}
"""The usual ones of 1688's reasons, by the name of our translation."""


class Page(IntEnum):
    """A page of what is prepared, by its number in a button."""

    DRAFT = 0
    PIECES = 1
    WHERE = 2
    REASON = 3
    PHOTOS = 4
    LAST_LOOK = 5


def ways(view: RefundView) -> Sequence[tuple[GoodsStatus, bool]]:
    """Where the goods can be, and whether they go back to the seller then."""
    return [(status, back) for status in view.statuses for back in (False, True)[: 1 + status.returnable]]


def asked(view: RefundView) -> RefundAsk:
    """What the view's draft asks for."""
    assert view.ask is not None
    return view.ask


class DraftPages:
    """The pages of what one person prepares; `photos` are those that the order has."""

    def __init__(self, view: RefundView, photos: Sequence[str], language: str, now: datetime) -> None:
        self.view, self.photos, self.w = view, photos, Writer(language, now)
        self.ask, self.number = asked(view), view.purchase.request.name

    def page(self, page: int = Page.DRAFT, place: int = 1, left_out: Mapping[str, str] | None = None) -> View:
        """A page; `left_out` are photos that cannot be sent, and why."""
        whole = self.ask.goods_status is GoodsStatus.NOT_SENT
        match page:
            case Page.PIECES if not whole:
                return self._pieces(place)
            case Page.WHERE:
                choose = partial(self._drafted, ButtonAction.REFUND_PICK, page)
                able = [self.w.button(_way(*way), choose(at)) for at, way in enumerate(ways(self.view))]
                return self._made([self.w.line("refund-where")], grid(able, 1))
            case Page.REASON:
                return self._reasons(place)
            case Page.PHOTOS:
                return self._photos()
            case Page.LAST_LOOK if self.ask.reason is not None:
                return self._last_look(left_out or {})
        w, order_id, chosen = self.w, self.view.order.order_id, self.ask.reason
        choices = [
            self._to("refund-reason", Page.REASON),
            self._to("refund-way", Page.WHERE) if len(ways(self.view)) > 1 else None,
            *([] if whole else [self._to("refund-pieces", Page.PIECES), self._type("goods")]),
            self._type("carriage") if chosen is None or chosen.carriage else None,
            self._type("description"),
            self._to("refund-photos", Page.PHOTOS),
        ]
        limit, n = self.ask.limits, len(self.ask.photos)
        lines = [*self._asked(), *([w.line("refund-photos-chosen", n=n)] if n else [])]
        lines += [w.line("refund-most", most=show(limit.total))] if limit and self.ask.total < limit.total else []
        lines += [] if chosen else [w.line("refund-choose-reason")]
        on = self._to("refund-next", Page.LAST_LOOK, "primary") if chosen else None
        drop = w.button("refund-drop", Code(ButtonAction.REFUND_DROP, (order_id,)), "danger")
        ends = rows([order_lines.refund_on_1688(w, order_id), drop])
        return self._made(lines, (*rows([on]), *grid(choices, 2), *ends), back=False)

    def _made(self, lines: Sequence[Html], keyboard: Keyboard, key: str = "refund-draft", *, back: bool = True) -> View:
        ends = rows([self._to("back", Page.DRAFT)]) if back else ()
        return View(join([self.w.head(NEEDS_YOU, self.number, key), *lines]), (*keyboard, *ends))

    def _pieces(self, place: int) -> View:
        """One line with steppers: for how many pieces of it money is asked back, by what became of them."""
        w, order = self.w, self.view.order
        place = place if 0 < place <= len(order.lines) else 1
        line = order.lines[place - 1]
        pieces, able = (of.get(line.entry_id, Pieces()) for of in (self.ask.pieces, self.view.able))
        step = partial(self._drafted, ButtonAction.REFUND_STEP, place)
        steppers = [
            writer.stepper(w.button(f"refund-step-{kind}", step(at, 0), n=n), n, partial(step, at), more=n < able[at])
            for (at, kind), n in zip(enumerate(Pieces._fields), pieces, strict=True)
            if n or able[at]
        ]
        lines = [line_name(w, self.view.purchase, order, line, _GOODS)]
        lines += [] if steppers else [w.line("refund-no-pieces")]
        turn = turning(place, len(order.lines), lambda to: self._code(ButtonAction.REFUND_PAGE, Page.PIECES, to))
        return self._made([*lines, _money(w, self.view, self.ask.total)], (*rows(*steppers), *turn))

    def _reasons(self, page: int) -> View:
        """1688's reasons for goods that are there, each in our words if we know it, and in its own."""
        w, lines = self.w, [self.w.line("refund-which-reason")]
        page, pages, here = page_of(self.view.reasons, page, _ON_A_PAGE)
        for n, each in enumerate(here, 1):
            needs = [w.line("refund-reason-photo")] if each.needs_voucher else []
            needs += [] if each.carriage else [w.line("refund-reason-no-carriage")]
            lines.append(Html(f"{n}. {dotted([_reason(w, each.name, _GOODS), *needs])}"))
        choose = partial(self._drafted, ButtonAction.REFUND_PICK, Page.REASON)
        choices = [press(str(n), choose(each.id)) for n, each in enumerate(here, 1)]
        turn = turning(page, pages, lambda to: self._code(ButtonAction.REFUND_PAGE, Page.REASON, to))
        return self._made(lines, (*rows(choices), *turn))

    def _photos(self) -> View:
        """The newest photos of the order, of which some are chosen."""
        w, chosen, every = self.w, self.ask.photos, [*enumerate(self.photos, 1)][-_PHOTOS:]
        choose = partial(self._drafted, ButtonAction.REFUND_PICK, Page.PHOTOS)
        toggles = [press(f"{'✓ ' * (each in chosen)}{n}", choose(n)) for n, each in every]
        lines = [w.line("refund-photos-how", most=MOST_VOUCHERS), w.line("refund-photos-chosen", n=len(chosen))]
        return self._made(lines, grid(toggles, 5))

    def _last_look(self, left_out: Mapping[str, str]) -> View:
        """All that is asked for, and the one press that asks for it."""
        w, ask, view = self.w, self.ask, self.view
        lines = [w.marked(NEEDS_YOU, "refund-photo-left", why=why) for why in [*left_out.values()][:1]]
        most, whole = self._asked(), writer.words(ask.description, 2 * _WORDS)
        lines += [*most[:-1], whole, *([w.line("refund-public", n=len(ask.photos))] if ask.photos else [])]
        lines += words_needed(w, view, "refund-needs-word")
        able = bool(ask.photos) or not (ask.reason and ask.reason.needs_voucher)
        lines += [] if able else [w.marked(NEEDS_YOU, "refund-needs-photo")]
        send = Code(ButtonAction.REFUND_SEND, (view.order.order_id, view.mark))
        yes = w.button("refund-send", send, "success", sum=show(ask.total)) if able else None
        fitting = shortened(lines, [(whole, most[-1])])
        return self._made(fitting, rows([yes]), "refund-last-look")

    def _asked(self) -> list[Html]:
        """The sum and the carriage in it, the lines, where they are, why, and the beginning of the words."""
        w, ask = self.w, self.ask
        carriage = [w.line("refund-parts", carriage=show(ask.carriage))] if ask.carriage else []
        lines = [dotted([_money(w, self.view, ask.total), *carriage]), *_lines(w, self.view, ask)]
        lines += [w.line(_way(ask.goods_status, ask.back))]
        lines += [w.labelled("refund-because", _reason(w, ask.reason.name))] if ask.reason else []
        return [*lines, writer.words(ask.description, _WORDS)]

    def _to(self, key: str, page: Page, style: str = "") -> Button | None:
        return self.w.button(key, self._code(ButtonAction.REFUND_PAGE, page, 1), style)

    def _type(self, what: str) -> Button | None:
        return self.w.button(f"refund-set-{what}", self._drafted(ButtonAction.REFUND_STEP, 0, TYPED.index(what), 0))

    def _drafted(self, action: ButtonAction, *more: int) -> Code:
        """What is done with the draft as it is shown, of no other version."""
        return self._code(action, self.view.errand.version if self.view.errand is not None else 0, *more)

    def _code(self, action: ButtonAction, *more: int) -> Code:
        return Code(action, (self.view.order.order_id, *map(int, more)))


def words_needed(w: Writer, view: RefundView, key: str) -> list[Html]:
    """How many second words it needs of whom, if it needs any, and with what it is judged together."""
    word = view.word
    if word is None:
        return []
    names = brief(", ".join(view.word_of), _NAME)
    together = order_lines.asked_together(w, word.before, word.total, word.by_person)
    return [*together, w.line(key, n=word.count, names=w.named(names))]


def _money(w: Writer, view: RefundView, amount: Fen) -> Html:
    return sums.total(amount, sums.foreign_of(w, view.purchase.request, view.team, amount))


def _lines(w: Writer, view: RefundView, ask: RefundAsk | None, entries: Sequence[str] = ()) -> list[Html]:
    """The lines with the pieces of each, or only `entries` if it was not asked for here; of many lines the sums."""
    order, pieces = view.order, (ask.pieces if ask is not None else {}) or dict.fromkeys(entries, Pieces())
    named = [(line_name(w, view.purchase, order, each, _NAME), pieces.get(each.entry_id)) for each in order.lines]
    known = [(name, each) for name, each in named if each is not None]
    if len(known) > _LINES:
        known = [(w.line("refund-lines", n=len(known)), Pieces(*map(sum, zip(*(of for _, of in known), strict=True))))]
    if ask is not None and ask.goods_status is GoodsStatus.NOT_SENT:  # nothing was sent that could be missing
        return [dotted([name, w.pieces(each.all)]) for name, each in known]
    return [dotted([name, *order_lines.pieces(w, each._asdict().items())]) for name, each in known]


def _way(status: GoodsStatus, back: bool) -> str:
    return f"refund-way-{dashed(status.name.lower())}{'-back' if back else ''}"


def _reason(w: Writer, name: str, width: int = _NAME) -> Html:
    """A reason in our words, if it is a usual one, beside those of 1688."""
    keys = [key for key, names in _REASONS.items() if name in names.split()] if w.language != "zh" else []
    return dotted([*(w.line(f"refund-reason-{key}") for key in keys), writer.words(name, width)])


def refund_card(
    view: RefundView, refund: RefundReport, steps: Sequence[RefundStep], language: str, now: datetime
) -> View:
    """A refund as 1688 shows it: for whom it waits and until when, sum, lines, words, steps; and what can be done."""
    w, stage, live = Writer(language, now), stage_at(refund), view.order.live_errand
    errand = errand_of(view.order.errands, refund.refund_id)
    head = w.head(_SIGNS.get(stage, writer.CHECKING), view.purchase.request.name, f"refund-stage-{dashed(stage.value)}")
    paid = [w.line("refund-short", amount=show(refund.paid))] if refund.paid else []
    lines = [head, dotted([_money(w, view, refund.amount), *paid]), *_set_carriage(w, errand)]
    number = _number(w, refund.refund_id)
    lines += [*_lines(w, view, errand.ask if errand is not None else None, refund.entries), number]
    reason = [_reason(w, refund.reason, _GOODS)] if refund.reason else []
    if refund.rejection and stage is not RefundStage.PAID:
        reason = [*reason, w.line("refund-seller-says"), writer.words(refund.rejection, _WORDS)]
    lines += reason
    if refund.ends_at is not None and refund in running(view.order):
        lines.append(w.marked(WAITS, "until-then", when=w.when(refund.ends_at)))
    lines += [w.line(f"errand-{live.kind}-unclear")] if live is not None else []
    lines += [order_lines.parcel_line(refund.carrier, refund.bill_no)] if refund.bill_no else []
    newest = [Html(f"{w.when(each.at)} · {writer.words(each.words, _NAME)}") for each in steps[-_STEPS:]]
    fitting = screenful([*lines, *newest], [*newest[:-1], *reason[:1], *newest[-1:], number])
    return View(join(fitting), rows(*_presses(w, view, refund, stage)))


def _presses(w: Writer, view: RefundView, refund: RefundReport, stage: RefundStage) -> list[list[Button | None]]:
    """What its people can do with a refund at this stage."""
    order_id = view.order.order_id
    this, page = (order_id, refund.refund_id), order_lines.refund_on_1688(w, order_id)
    chat, look = w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,))), order_lines.look(w, order_id)
    back = w.button("refund-take-back", Code(ButtonAction.REFUND_WITHDRAW, (*this, 0)), "danger")
    if view.order.live_errand is not None:
        return [[look, page], [order_lines.not_there(w, order_id, view.order.live_errand)]]
    match stage:
        case RefundStage.REFUSED:
            change = w.button("refund-change", Code(ButtonAction.REFUND_WITHDRAW, (*this, 1)), "primary")
            return [[change], [back, w.link("refund-help", order_lines.ORDER_PAGE.format(order_id))], [chat]]
        case RefundStage.TO_SEND:
            send = w.button("refund-send-back", Code(ButtonAction.REFUND_BACK, this), "primary")
            return [[send], [w.copy("copy-address", refund.address), back], [chat]]
        case RefundStage.SENT:
            return [[look, chat], [*w.copies([refund.bill_no]), page]]
        case RefundStage.PAID | RefundStage.CLOSED:
            again = order_lines.refund(w, view.order) if stage is RefundStage.CLOSED else None
            return [*_which(w, view.order, refund), [again, chat]]
        case _:
            return [[look, chat], [back, page]]


def _which(w: Writer, order: Order, refund: RefundReport) -> list[list[Button | None]]:
    """Which pieces it was for, if a person opened it on the site: each button says what it does."""
    claim = claim_by(order, refund.refund_id)
    return [] if claim is None else [[button] for button in answers_to(w, order, claim)]


def answers_to(w: Writer, order: Order, claim: Claim) -> list[Button | None]:
    """What a refund of the site can be for, the likely answer first: each button says what it does."""
    buttons: list[Button | None] = []
    for answer in possible_answers(order, claim):
        of = Pieces._fields.index(answer.of) if answer.of else 0
        place = [*ClaimKind].index(answer.kind)
        key = f"refund-for-{answer.of or answer.kind.value}"
        code = Code(ButtonAction.REFUND_EXPLAIN, (order.order_id, claim.id, place, of, answer.pieces))
        buttons.append(press(w.label(key, n=answer.pieces), code))
    return buttons


def which_card(view: RefundView, claim: Claim, language: str, now: datetime) -> View:
    """The question what a refund of the site, or money that came back, is for."""
    w = Writer(language, now)
    lines = [w.head(NEEDS_YOU, view.purchase.request.name, "refund-which-head")]
    lines.append(w.line("refund-which-sum", sum=show(claim.total)))
    lines += [_number(w, claim.refund_id)] if claim.refund_id else []
    lines.append(w.line("refund-which-why"))
    return View(join(lines), rows(*([button] for button in answers_to(w, view.order, claim))))


def errand_card(view: RefundView, errand: Errand, language: str, now: datetime) -> View:
    """What was asked of 1688: that it took it, that a second word is needed before, or that it is not clear."""
    w, order_id, kind = Writer(language, now), view.order.order_id, errand.kind
    done, waits = errand.state is ErrandState.DONE, errand.state is ErrandState.WAITS
    sending = errand.state is ErrandState.ASKED
    sent = "errand-sending" if sending else f"errand-{kind}-sent"
    head = f"errand-{kind}-taken" if done else "refund-waits" if waits else sent
    sign = writer.DONE if done else WAITS if waits else writer.CHECKING
    lines = [w.head(sign, view.purchase.request.name, head)]
    if errand.ask is not None:
        lines += [_money(w, view, errand.ask.total), *_lines(w, view, errand.ask)]
    lines += [_number(w, errand.refund_id)] if errand.refund_id else []
    if done:
        this = Code(ButtonAction.REFUND, (order_id, errand.refund_id, 1))
        return View(join([*lines, *_set_carriage(w, errand)]), rows([w.button("refund-show", this)]))
    page = order_lines.refund_on_1688(w, order_id)
    if waits:
        return View(join([*lines, *words_needed(w, view, "refund-waits-text")]), rows([page]))
    again = w.button("look", Code(ButtonAction.REFUND_ASK, (order_id, 1)))
    lines += [w.line("errand-sending-how" if sending else "errand-never-again")]
    if errand.looked_at is not None:
        blind = [] if errand.seen_whole else [w.line("errand-blind")]
        lines += [*blind, w.line("looked-at", when=w.when(errand.looked_at))]
    return View(join(lines), rows([again, page], [order_lines.not_there(w, order_id, errand)]))


def _number(w: Writer, refund_id: str) -> Html:
    return w.line("refund-number", number=code(refund_id))


def _set_carriage(w: Writer, errand: Errand | None) -> list[Html]:
    """The carriage that 1688 set, if it is another than was asked for."""
    ask = errand.ask if errand is not None else None
    if ask is None or ask.carriage_set is None or ask.carriage_set == ask.carriage:
        return []
    return [w.marked(NEEDS_YOU, "refund-carriage-set", asked=show(ask.carriage), taken=show(ask.carriage_set))]


def withdraw_question(view: RefundView, refund_id: str, change: int, language: str, now: datetime) -> View:
    """Whether a refund shall be taken back, or taken back to be changed: 1688 has no other way."""
    w, this = Writer(language, now), (view.order.order_id, refund_id)
    lines = [w.head(NEEDS_YOU, view.purchase.request.name, "refund-take-back-ask")]
    lines.append(w.line("refund-change-how" if change else "refund-take-back-how"))
    key = "refund-change-yes" if change else "refund-take-back-yes"
    yes = w.button(key, Code(ButtonAction.REFUND_WITHDRAW, (*this, change, 1)), "danger")
    return View(join(lines), rows([yes, w.button("back", Code(ButtonAction.REFUND, (*this, 1)))]))


def carriers_card(this: tuple[str, str], carriers: Sequence[Carrier], wanted: str, page: int, language: str) -> View:
    """A page of 1688's carriers with these words in their names, for `this` order's refund; a press takes one."""
    w, wanted = Writer(language), wanted.casefold()
    named = [(at, each) for at, each in enumerate(carriers) if wanted in f"{each.name} {each.code}".casefold()]
    page, pages, here = page_of(named, page, _CARRIERS)
    choose = partial(Code, ButtonAction.REFUND_CARRIER)
    choices = [press(cut(clean(each.name), _NAME, columns), choose((*this, at))) for at, each in here]
    turn = turning(page, pages, lambda to: Code(ButtonAction.REFUND_BACK, (*this, to)))
    lines = [w.marked(writer.ON_THE_WAY, "refund-which-carrier"), *([] if named else [w.line("refund-no-carrier")])]
    return View(
        join(lines), (*grid(choices, 2), *turn, *rows([w.button("back", Code(ButtonAction.REFUND, (*this, 1)))]))
    )


def return_card(this: tuple[str, str], carrier: str, waybill: str, language: str) -> View:
    """Which parcel takes the goods back, to be told 1688 by a press; without a waybill, the question for it."""
    w = Writer(language)
    head = w.marked(writer.ON_THE_WAY, "refund-return-last" if waybill else "refund-which-waybill")
    sent = w.button("refund-sent", Code(ButtonAction.REFUND_SENT, this), "primary") if waybill else None
    other = w.button("refund-other-carrier", Code(ButtonAction.REFUND_BACK, (*this, 1)))
    return View(join([head, order_lines.parcel_line(carrier, waybill)]), rows([sent, other]))
