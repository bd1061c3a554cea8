"""Shows what is asked back of an order, page by page, before 1688 is asked; and each refund as it goes on there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial

from bot.cards.blocks import caps, order_lines, sums, team_lines, writer
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, code, columns, cut, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, dashed, dotted, grid, page_of, press, rows, show, turning
from bot.cards.goods.counting import line_name
from bot.desk.shared.views import RefundView
from bot.purchasing.approval.rights import SECOND_PRESS_AFTER
from bot.purchasing.approval.team import Role
from bot.purchasing.asking_back import (
    MOST_VOUCHERS,
    Carrier,
    GoodsStatus,
    RefundAsk,
    RefundStage,
    RefundStep,
    most_goods,
)
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundReport, RefundState
from bot.purchasing.tracking.paid_back import (
    claim_by,
    errand_of,
    is_taken,
    possible_answers,
    running,
    runs_by_its_order,
    stage_at,
)

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

    def page(
        self,
        page: int = Page.DRAFT,
        place: int = 1,
        left_out: Mapping[str, str] | None = None,
        lowered: Fen | None = None,
    ) -> View:
        """A page; `left_out` are photos that cannot be sent, and why. A typed sum was `lowered` to this (fen)."""
        of_pieces = self.ask.kind is ClaimKind.PIECES
        whole = of_pieces and self.ask.goods_status is GoodsStatus.NOT_SENT
        match page:
            case Page.PIECES if of_pieces and not whole:
                return self._pieces(place)
            case Page.WHERE if of_pieces:
                choose = partial(self._drafted, ButtonAction.REFUND_PICK, page)
                able = [self.w.button(_way(*way), choose(at)) for at, way in enumerate(ways(self.view))]
                return self._made([self.w.line("refund-where")], grid(able, 1))
            case Page.REASON:
                return self._reasons(place)
            case Page.PHOTOS:
                return self._photos()
            case Page.LAST_LOOK if self.ask.is_complete:
                return self._last_look(left_out or {})
        w, order_id, chosen = self.w, self.view.order.order_id, self.ask.reason
        choices = [
            self._to("refund-reason", Page.REASON),
            self._to("refund-way", Page.WHERE) if of_pieces and len(ways(self.view)) > 1 else None,
            self._to("refund-pieces", Page.PIECES) if of_pieces and not whole else None,
            None if whole else self._type("goods"),
            self._type("carriage") if chosen is None or chosen.carriage else None,
            self._type("description"),
            self._to("refund-photos", Page.PHOTOS),
        ]
        limit, n = self.ask.limits, len(self.ask.photos)
        lines = [*self._asked(), *([w.line("refund-photos-chosen", n=n)] if n else [])]
        lines += [w.line("refund-most", most=show(limit.total))] if limit and self.ask.total < limit.total else []
        lines += [w.marked(NEEDS_YOU, "refund-lowered", most=show(lowered))] if lowered is not None else []
        lines += [] if chosen else [w.line("refund-choose-reason")]
        lines += [] if self.ask.total > 0 else [w.line("refund-choose-sum")]
        on = self._to("refund-next", Page.LAST_LOOK, "primary") if self.ask.is_complete else None
        drop = w.button("refund-drop", Code(ButtonAction.REFUND_DROP, (order_id,)), "danger")
        other = [order_lines.by_amount(w, order_id) if of_pieces and self._may_name_sum() else None]
        other.append(order_lines.refund_in_question(w, self.view.order))
        ends = rows(other, [order_lines.refund_on_1688(w, order_id), drop])
        return self._made(lines, (*rows([on]), *grid([c for c in choices if c is not None], 2), *ends), back=False)

    def _may_name_sum(self) -> bool:
        """Whether whoever prepares this may ask for an agreed sum instead."""
        return self.view.takes_sums and self._by_buyer()

    def _by_buyer(self) -> bool:
        """Whether whoever prepares this is a buyer."""
        return self.view.draft is not None and is_buyer(self.view, self.view.draft.person_id)

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
        lines += [*self._asked()[:-1], writer.said(ask.description)]
        lines += [w.line("refund-public", n=len(ask.photos))] if ask.photos else []
        lines += [*self._both_sums(), *words_needed(w, view, "refund-needs-word")]
        lines += [w.marked(NEEDS_YOU, "refund-needs-photo")] if ask.lacks_photo else []
        able = not ask.lacks_photo and (ask.differs is None or self._by_buyer())
        send = Code(ButtonAction.REFUND_SEND, (view.order.order_id, view.mark))
        yes = w.button("refund-send", send, "success", sum=show(ask.total)) if able else None
        photos = self._to("refund-photos", Page.PHOTOS, "primary") if ask.lacks_photo else None
        site = order_lines.refund_on_1688(w, view.order.order_id) if ask.differs is not None else None
        presses = rows([yes], [photos], [self._to("change", Page.DRAFT), site])
        return self._made(lines, presses, "refund-last-look", back=False)

    def _both_sums(self) -> list[Html]:
        """What the order says of its goods, and what 1688 takes, if these are two sums; and who may ask then."""
        w, view, differs = self.w, self.view, self.ask.differs
        if differs is None:
            return []
        sums_of_both = {"ours": show(most_goods(self.ask, view.balance)), "theirs": show(differs)}
        lines = [w.marked(NEEDS_YOU, "refund-differs", **sums_of_both)]
        return lines if self._by_buyer() else [*lines, *only_buyers(w, view)]

    def _asked(self) -> list[Html]:
        """The sum and the carriage in it, the lines, where they are, why, and the beginning of the words."""
        w, ask = self.w, self.ask
        carriage = [w.line("refund-parts", carriage=show(ask.carriage))] if ask.carriage else []
        lines = [dotted([_money(w, self.view, ask.total), *carriage]), *_lines(w, self.view, ask)]
        match ask.kind:
            case ClaimKind.AMOUNT:
                lines += [w.line("refund-without-pieces")]
            case ClaimKind.REST:
                lines += self._first_refund()
            case _:
                lines += [w.line(_way(ask.goods_status, ask.back))]
        lines += [w.labelled("refund-because", _reason(w, ask.reason.name))] if ask.reason else []
        return [*lines, writer.words(ask.description, _WORDS)]

    def _first_refund(self) -> list[Html]:
        """The refund whose rest it asks for, and what that paid."""
        first = next((claim for claim in self.view.order.claims if claim.id == self.ask.rest_of), None)
        if first is None:
            return []
        return [self.w.line("refund-rest-of", number=code(first.refund_id), paid=show(first.total))]

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


def is_buyer(view: RefundView, person_id: int) -> bool:
    """Whether a person may do what is a buyer's; of a purchase without a team its people may."""
    return view.team is None or Role.BUYER in view.team.roles_of(person_id)


def other_ways(view: RefundView, why: View, reader: int, language: str) -> View:
    """Why nothing that lacks can be asked back, with what can: goods go back, or a buyer asks by amount."""
    w, order = Writer(language), view.order
    amount = order_lines.by_amount(w, order.order_id) if view.takes_sums and is_buyer(view, reader) else None
    return View(why.text, rows([order_lines.goods_back(w, order), amount]))


def only_buyers(w: Writer, view: RefundView) -> list[Html]:
    """Who can do what takes a buyer."""
    names = view.team.named(Role.BUYER) if view.team is not None else ()
    return [w.line("refund-only-buyers", names=w.named(brief(", ".join(names), _WORDS)))]


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
        reason = [*reason, w.line("refund-seller-says"), writer.said(refund.rejection, caps.SELLER_ANSWER_UNITS)]
    lines += reason
    if refund.ends_at is not None and refund in running(view.order):
        lines.append(w.marked(WAITS, "until-then", when=w.when(refund.ends_at)))
    lines += [w.line(f"errand-{live.kind}-unclear")] if live is not None else []
    lines += [order_lines.parcel_line(refund.carrier, refund.bill_no)] if refund.bill_no else []
    claim = claim_by(view.order, refund.refund_id)
    if claim is not None:
        lines += [*_answer_given(w, view, claim), *_looked_for(w, view, claim)]
    folded = [Html(f"{w.when(each.at)} · {writer.said(each.words)}") for each in reversed(steps)]
    return View(join([*lines, *w.fold(folded)]), rows(*_presses(w, view, refund, stage)))


def _presses(w: Writer, view: RefundView, refund: RefundReport, stage: RefundStage) -> list[list[Button | None]]:
    """What its people can do with a refund at this stage."""
    order_id = view.order.order_id
    this, page = (order_id, refund.refund_id), order_lines.refund_on_1688(w, order_id)
    chat, look = w.button("chat-seller", Code(ButtonAction.CHAT_SELLER, (order_id,))), order_lines.look(w, order_id)
    back = w.button("refund-take-back", Code(ButtonAction.REFUND_WITHDRAW, (*this, 0)), "danger")
    if view.order.live_errand is not None:
        live = view.order.live_errand
        return [[look, page], [_there(w, view.order, live)], [_not_there(w, view.order, live)]]
    claim = claim_by(view.order, refund.refund_id)
    which = order_lines.which_refund(w, order_id, claim) if claim is not None and claim.from_site else None
    match stage:
        case RefundStage.REFUSED:
            change = w.button("refund-change", Code(ButtonAction.REFUND_WITHDRAW, (*this, 1)), "primary")
            return [[change], [back, w.link("refund-help", order_lines.ORDER_PAGE.format(order_id))], [chat, which]]
        case RefundStage.TO_SEND:
            send = w.button("refund-send-back", Code(ButtonAction.REFUND_BACK, this), "primary")
            return [[send], [w.copy("copy-address", refund.address), back], [chat, which]]
        case RefundStage.SENT:
            return [[look, chat], [*w.copies([refund.bill_no]), page], [which, _ended(w, view.order, claim)]]
        case RefundStage.PAID:
            return [[_rest(w, view, claim)], [which], [chat]]
        case RefundStage.CLOSED:
            return [[order_lines.refund(w, view.order), chat]]
        case _:
            return [[look, chat], [back, page], [which, _ended(w, view.order, claim)]]


def _rest(w: Writer, view: RefundView, claim: Claim | None) -> Button | None:
    """Ask for what is left of a refund that paid less than its pieces cost."""
    less = {paid.id for paid in view.balance.paid_less}
    if claim is None or claim.id not in less or not view.takes_sums:
        return None
    return order_lines.ask_rest(w, view.order.order_id, claim.id, view.balance.rest_of(claim))


def _ended(w: Writer, order: Order, claim: Claim | None) -> Button | None:
    """A person saw on the site that it ended without money; only if 1688 was asked since and did not show it."""
    if claim is None or claim.state is not ClaimState.OPEN:
        return None
    asked_since = order.looked_at is not None and order.looked_at > claim.at
    hidden = not claim.seen or order.refund is not RefundState.ASKED
    if not asked_since or not hidden or runs_by_its_order(order):
        return None
    return w.button("refund-ended-on-site", Code(ButtonAction.REFUND_ON_SITE, (order.order_id, claim.id)), "danger")


def _looked_for(w: Writer, view: RefundView, claim: Claim) -> list[Html]:
    """Who looked on the site first and did not find it, and what is still needed."""
    if claim.state is not ClaimState.OPEN or claim.looked_by is None or claim.looked_at is None:
        return []
    alone = view.team is None or view.team.alone is not None
    again = w.when(claim.looked_at + SECOND_PRESS_AFTER)
    who = {"name": _name_of(view, claim.looked_by), "when": w.when(claim.looked_at)}
    return [w.marked(WAITS, "refund-looked-alone" if alone else "refund-looked", **who, again=again)]


def _answer_given(w: Writer, view: RefundView, claim: Claim) -> list[Html]:
    """What a person said that a refund of the site is for, who, and when."""
    if claim.answered_by is None or claim.answered_at is None:
        return []
    kinds = [w.line(f"refund-for-{kind}", n=n) for kind, n in _pieces_of_all(claim)._asdict().items() if n]
    what = kinds or [w.line(f"refund-for-{claim.kind.value}")]
    name = w.named(text(_name_of(view, claim.answered_by)))
    return [Html(f"{writer.DONE} {dotted([*what, name, w.when(claim.answered_at)])}")]


def _name_of(view: RefundView, person_id: int) -> str:
    requester = view.purchase.request.requester
    if view.team is None and requester.id == person_id:
        return requester.name
    return team_lines.known_as(view.team, person_id)


def _pieces_of_all(claim: Claim) -> Pieces:
    total = Pieces()
    for pieces in claim.pieces.values():
        total = total.plus(pieces)
    return total


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


def which_card(view: RefundView, claim: Claim, reader: int, language: str, now: datetime) -> View:
    """The question what a refund of the site, or money that came back, is for; and what a buyer said of it.

    Only a buyer has the answers as buttons; whoever else reads it reads who can say it.
    """
    w, order_id = Writer(language, now), view.order.order_id
    said = _answer_given(w, view, claim)
    sign = writer.DONE if said else NEEDS_YOU
    lines = [w.head(sign, view.purchase.request.name, "refund-which-head")]
    known = "refund-which-sum" if claim.refund_id else "refund-which-money"
    lines.append(w.line(known, sum=show(claim.total)))
    lines += _lines(w, view, None, claim.entries) if claim.entries else []
    lines += [_number(w, claim.refund_id)] if claim.refund_id else []
    whole = claim.unanswered and claim.id not in {asked.id for asked in view.balance.unanswered}
    lines += said or [w.line("refund-which-whole" if whole else "refund-which-why")]
    if not is_buyer(view, reader):
        return View(join([*lines, *only_buyers(w, view)]), rows([order_lines.refund_on_1688(w, order_id)]))
    lines += [w.line("refund-which-again")] if said else []
    onward = order_lines.ask_refund(w, order_id) if said and view.able else None
    answers = [[button] for button in answers_to(w, view.order, claim)]
    return View(join(lines), rows([onward], *answers))


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
    claim = next((claim for claim in view.order.claims if claim.errand_id == errand.id), None)
    if done:
        this = Code(ButtonAction.REFUND, (order_id, errand.refund_id, 1))
        shown = w.button("refund-show", this) if errand.refund_id else None
        lines += _set_carriage(w, errand)
        if claim is None or not is_taken(claim, view.order):
            return View(join(lines), rows([shown]))
        lines += [w.line("refund-checked"), *_looked_for(w, view, claim)]
        return View(join(lines), rows([shown], [_ended(w, view.order, claim)]))
    page = order_lines.refund_on_1688(w, order_id)
    if waits:
        return View(join([*lines, *words_needed(w, view, "refund-waits-text")]), rows([page]))
    again = w.button("look", Code(ButtonAction.REFUND_ASK, (order_id, 1)))
    lines += [w.line("errand-sending-how" if sending else "errand-never-again")]
    if errand.looked_at is not None:
        blind = [] if errand.seen_whole else [w.line("errand-blind")]
        lines += [*blind, w.line("looked-at", when=w.when(errand.looked_at))]
    lines += _looked_for(w, view, claim) if claim is not None else []
    there, not_there = _there(w, view.order, errand), _not_there(w, view.order, errand)
    return View(join(lines), rows([again, page], [there], [not_there]))


def _number(w: Writer, refund_id: str) -> Html:
    return w.line("refund-number", number=code(refund_id))


def _not_there(w: Writer, order: Order, errand: Errand) -> Button | None:
    """A person looked on 1688, which does not know of it.

    After a look of ours that was answered one person may say so; of a refund that no look could show, two must.
    """
    button = order_lines.not_there(w, order.order_id, errand)
    if button is not None or errand.state is not ErrandState.UNCLEAR:
        return button
    claim = next((claim for claim in order.claims if claim.errand_id == errand.id), None)
    if claim is None or errand.kind is not ErrandKind.REFUND or runs_by_its_order(order):
        return None
    return w.button("refund-not-on-site", Code(ButtonAction.REFUND_ON_SITE, (order.order_id, claim.id)), "danger")


def _there(w: Writer, order: Order, errand: Errand) -> Button | None:
    """A person saw a refund on the site that no look of ours could show."""
    is_unclear = errand.kind is ErrandKind.REFUND and errand.state is ErrandState.UNCLEAR
    is_claimed = any(claim.errand_id == errand.id for claim in order.claims)
    if not is_unclear or not is_claimed or errand.looked_at is not None:
        return None
    return w.button("refund-on-site", Code(ButtonAction.REFUND_THERE, (order.order_id, errand.id)))


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
