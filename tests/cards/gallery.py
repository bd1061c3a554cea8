"""Every card as it is seen: in each state and language, with words as long as 1688 and people write them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.cards.blocks.view import View
from bot.cards.goods.counting import goods_card
from bot.cards.money import refund_list
from bot.cards.money.pay_runs import PEOPLE, SELLERS, pay_run
from bot.cards.orders import lists
from bot.cards.orders.stuck import BY_SELLER, EVERY_AGE, ONLY_STUCK, stuck_page
from bot.cards.requests import approval, comparison
from bot.cards.requests.approval import agree_to_this
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.cards.teams import setup, team_list
from bot.desk.shared.views import PurchasePage, Stage, WaitingPage
from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.operations import PausedNotice
from bot.purchasing.notices.purchases import CancelledNotice, ConflictNotice, NeedsPersonNotice, PlacedNotice
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.offers.offer import Offer, Seller, Tier
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import arriving_samples as arriving
from tests.cards import asked_back_samples as asked_back
from tests.cards import basket_samples as b
from tests.cards import chase_samples as chasing
from tests.cards import comparison_samples as side_by_side
from tests.cards import cost_samples as costs
from tests.cards import count_samples as counting
from tests.cards import list_samples as ls
from tests.cards import pay_samples as pay
from tests.cards import refund_samples as refunds
from tests.cards import samples as s
from tests.cards import setup_samples as setups
from tests.cards import sku_samples as k
from tests.cards import stored
from tests.cards import stuck_samples as stuck
from tests.cards import team_samples as t
from tests.cards import waybill_samples as waybills
from tests.cards.refund_list_samples import REFUNDS

TITLE = "示例短袖T恤 纯棉 圆领 夏季新款 男女同款 宽松 情侣装 工作服 团体班服 印字 定制 现货批发"
TITLES = {
    "en": "T-shirt, pure cotton, round neck, new this summer, for women and men, loose, as work wear, with print",
    "ru": "Футболка, чистый хлопок, круглый вырез, летняя новинка, для женщин и мужчин, свободная, рабочая, с печатью",
    "zh": TITLE,
}
SELLER = "义乌市国际商贸城某某某进出口贸易有限责任公司第二分公司"
WHY = "Restock for the December fair in Guangzhou, the last ones went in two days and three shops ask for more of them"


@dataclass(frozen=True)
class Shown:
    """One message: which card, of which family, in which language and kind of chat."""

    family: str
    name: str
    language: str
    private: bool
    view: View
    list_of_choices: bool = False
    """Whether its buttons are a list to choose from, so that there may be more than four."""


def every() -> Iterator[Shown]:
    """All cards, in all languages."""
    for language in LANGUAGES:
        yield from _drafts(language)
        yield from _team(language)
        yield from _ordered(language)
        yield from _notices(language)
        yield from _lists(language)
        yield from _own_skus(language)
        yield from _paying(language)
        yield from _counting(language)


def _paying(language: str) -> Iterator[Shown]:
    """Orders that one person pays together."""
    views = pay.all_views(offer_in(language))
    for name, view in views.items():
        shown = pay_run(view, language, s.NOW)
        yield Shown("paying", name, language, True, shown, list_of_choices=True)
    for by in (SELLERS, PEOPLE):
        yield Shown("paying", by, language, True, pay_run(views["choice"], language, s.NOW, by=by), True)


def _counting(language: str) -> Iterator[Shown]:
    """What arrives."""
    for name, view in counting.views(long(s.ORDERED, language), language):
        yield Shown("counting", name, language, True, view, list_of_choices=True)
    for name, view in asked_back.views(long(s.ORDERED, language), language):
        yield Shown("refunds", name, language, True, view, list_of_choices=True)


def offer_in(language: str) -> Offer:
    """An offer as 1688 writes them."""
    return replace(
        s.OFFER, title=TITLE, title_translated=TITLES[language], seller=Seller("b2b-1", SELLER, "", 12, "32"),
        tiers=tuple(Tier(start, Fen(price)) for start, price in ((2, 11850), (50, 11720), (500, 11580), (2000, 11400))),
    )  # fmt: skip


def long(purchase: Purchase, language: str) -> Purchase:
    """The purchase with long words in everything that others write."""
    request = replace(s.asking(purchase.request, offer=offer_in(language)), why=WHY if purchase.request.team_id else "")
    return replace(purchase, request=request)


def _drafts(language: str) -> Iterator[Shown]:
    undecided = long(s.draft(choice=Choice(), snapshot=None), language)
    picked = long(s.draft(choice=Choice.of(spec_id=s.SKUS[1].spec_id), snapshot=None), language)
    ready = long(s.PURCHASE, language)
    noted = replace(ready, request=s.asking(ready.request, note=WHY))
    no_price = s.draft(offer=offer_in(language), snapshot=None)
    small = Finding(Problem.BELOW_MINIMUM, (2,), 2)
    dearer = replace(s.SNAPSHOT, lines=s.priced(1620), goods=Fen(81000), freight=Fen(700), total=Fen(81700))
    gathering = long(s.draft(choice=replace(s.SEVERAL, collecting=True), snapshot=None), language)
    matrix = long(s.draft(choice=s.SEVERAL, snapshot=s.MATRIX), language)
    steps = {
        "product": s.step(Stage.VARIANT, undecided),
        "several variants": s.step(Stage.SEVERAL, gathering),
        "several variants, too many": s.step(
            Stage.SEVERAL, gathering, finding=Finding(Problem.NOT_ENOUGH_STOCK, limit=5, variant=s.SKUS[1].spec_id)
        ),
        "confirmation, several": s.step(Stage.CONFIRM, matrix),
        "product 8 of 8": s.step(Stage.QUANTITY, Purchase(b.request(offer_in(language), line=8))),
        "confirmation, basket": s.step(Stage.CONFIRM, Purchase(b.request(offer_in(language)))),
        "no product can be bought": s.step(Stage.LINES, _unsold(language)),
        "second axis": s.step(Stage.VARIANT, undecided),
        "quantity": s.step(Stage.QUANTITY, picked),
        "quantity too small": s.step(Stage.QUANTITY, picked, finding=small),
        "blocked": s.step(Stage.BLOCKED, undecided, finding=Finding(Problem.DELISTED, reason="商品已下架")),
        "address": s.step(Stage.ADDRESS, ready),
        "confirmation": s.step(Stage.CONFIRM, ready),
        "confirmation, asked before": s.step(Stage.CONFIRM, noted, repeat=s.earlier(1038)),
        "confirmation, dearer": s.step(Stage.CONFIRM, ready, previous=dearer),
        "confirmation, no price": s.step(Stage.CONFIRM, no_price, finding=Finding(Problem.REFUSED, reason="不支持")),
    }  # fmt: skip
    for name, step in steps.items():
        picks = (2,) if name == "second axis" else ()
        view = request_card(step, language, s.NOW, CardTurn(picks), place=s.PRIVATE)
        choices = step.stage in (Stage.LINES, Stage.VARIANT, Stage.SEVERAL, Stage.ADDRESS, Stage.QUANTITY)
        yield Shown("draft", name, language, True, view, choices)


def _unsold(language: str) -> Purchase:
    whole = b.request(offer_in(language))
    return Purchase(replace(s.asking(whole, asked=whole.asked[-2:]), snapshot=None))


def _team(language: str) -> Iterator[Shown]:
    waiting = long(t.WAITING, language)
    noted = replace(waiting, request=s.asking(waiting.request, note=WHY))
    agreed = replace(waiting.request, state=RequestState.APPROVED)
    bought = replace(waiting, request=agreed, attempts=(s.ATTEMPT,), orders=(s.ORDER,))
    added = (t.BORIS, t.CHEN, t.DARIA)
    together: dict[str, Any] = {"contributors": added, "shut_out": added[:2], "deciders": added[2:]}
    steps = {
        "to be asked for": t.step(Stage.CONFIRM, replace(waiting, questions=())),
        "reason wanted": t.step(Stage.WHY, replace(waiting, request=replace(waiting.request, why=""))),
        "approval": t.step(purchase=replace(waiting, questions=())),
        "approval, several": t.step(purchase=_several(waiting)),
        "approval, basket": t.step(purchase=Purchase(b.request(offer_in(language), base=waiting.request))),
        "approval, many lines": t.step(purchase=_many(waiting, language)),
        "to be asked for, many lines": t.step(Stage.CONFIRM, _many(waiting, language)),
        "to be asked for, list": t.step(
            Stage.CONFIRM, Purchase(b.request(offer_in(language), base=waiting.request)), **together
        ),
        "approval, list": t.step(purchase=Purchase(b.request(offer_in(language), base=waiting.request)), **together),
        "split": t.step(
            Stage.PARTS,
            b.split(offer_in(language), waiting.request, b.parts(offer_in(language), waiting.request)),
            tally=t.APPROVED,
        ),
        "approval, with a question": t.step(purchase=noted, beside=Fen(80_000)),
        "declined": t.step(Stage.DECLINED, waiting, tally=t.DECLINED),
        "price": t.step(Stage.PRICE, replace(waiting, orders=(s.ORDER,))),
        "ordered": t.step(Stage.ORDERED, bought, tally=t.APPROVED),
    }
    for name, step in steps.items():
        for private in (True, False):
            reader = {"approval": t.CHEN, "ordered": t.EMIL}.get(name, s.ANNA.id)
            place = Place(reader) if private else s.GROUP
            view = request_card(step, language, s.NOW, place=place, username="caigou_bot")
            yield Shown("team", name, language, private, view)
    yield Shown("team", "agree to this", language, True, agree_to_this(steps["approval"], language, s.NOW))
    for name, found in setups.NAMED.items():
        view = setup.card(found, language, s.NOW, "caigou_bot")
        yield Shown("setup", name, language, False, view, list_of_choices=True)


def _many(purchase: Purchase, language: str) -> Purchase:
    return replace(purchase, request=b.of_one_seller(19, offer_in(language), purchase.request), questions=())


def _several(purchase: Purchase) -> Purchase:
    return replace(
        purchase, request=replace(s.asking(purchase.request, choice=s.SEVERAL), snapshot=s.MATRIX), questions=()
    )


def _ordered(language: str) -> Iterator[Shown]:
    base = long(s.ORDERED, language)
    attempt = replace(s.ATTEMPT, doubted_at=s.NOW)
    stages = (
        Stage.PLACING, Stage.DOUBT, Stage.NEEDS_PERSON, Stage.CONFLICT, Stage.REFUSED, Stage.ABANDONED,
        Stage.CANCELLED, Stage.EXPIRED,
    )  # fmt: skip
    for stage in stages:
        purchase = replace(
            base, attempts=(replace(attempt, reason="商品库存不足，请减少数量后重新提交订单"),), orders=()
        )
        facts: dict[str, Any] = {"two_deciders": True, "settle_from": s.NOW + timedelta(minutes=8), "blind": True}
        step = s.step(stage, purchase, **facts)
        yield Shown("order", stage.value, language, True, request_card(step, language, s.NOW, place=s.PRIVATE))
        if stage in (Stage.NEEDS_PERSON, Stage.CONFLICT):
            view = request_card(t.step(stage, purchase, **facts), language, s.NOW, place=s.GROUP)
            yield Shown("order", f"{stage.value}, team", language, False, view)
    rests = replace(s.ATTEMPT, state=AttemptState.READY, reason="gw.QosAppFrequencyLimit", due_at=None)
    step = s.step(Stage.PLACING, replace(base, attempts=(rests,), orders=()))
    yield Shown("order", "not taken", language, True, request_card(step, language, s.NOW, place=s.PRIVATE))
    for state in OrderState:
        parcels = (
            () if state in (OrderState.TO_PAY, OrderState.PAID) else (s.PARCEL, replace(s.PARCEL, logistics_id="LP2"))
        )
        asked = RefundReport("TQ1", "waitselleragree", RefundState.ASKED, Fen(5000), Fen(0))
        order = replace(s.ORDER, state=state, parcels=parcels, close_reason="sellerGoodsLack")
        if state is OrderState.RECEIVED:
            order = replace(order, refund=RefundState.ASKED, refunds=(asked,))
        yield from _in_state(state.value, replace(base, orders=(order,)), language)
    yield from _in_state("two refunds wait for us", replace(base, orders=(refunds.RUNS,)), language)


def _in_state(name: str, purchase: Purchase, language: str) -> Iterator[Shown]:
    view = request_card(s.step(Stage.ORDERED, purchase), language, s.NOW, place=s.PRIVATE)
    yield Shown("order", name, language, True, view)


def _notices(language: str) -> Iterator[Shown]:
    facts = s.FACTS | {"title": TITLES[language], "title_original": TITLE, "variant_original": "白色 / M", "by": "Anna"}
    for kind in NOTICE_KINDS.values():
        if kind not in WORDLESS:
            view = stored.view(kind, facts | {"private": True}, language, s.NOW)
            yield Shown("news", str(kind), language, True, view)
    split = {"nth": 1, "of": 2, "private": True}
    yield Shown(
        "news", "one of two orders", language, True, stored.view(PlacedNotice.kind, facts | split, language, s.NOW)
    )
    for kind in (NeedsPersonNotice.kind, ConflictNotice.kind):
        for who, name in ((8, "eight can settle it"), (0, "nobody can settle it")):
            named = facts | {"who": [{"id": 1, "name": "Константин Константинопольский"}] * who, "private": True}
            yield Shown("news", f"{kind}, {name}", language, True, stored.view(kind, named, language, s.NOW))
    back = facts | {"refunds": [{"state": "asked", "amount": 43400, "count": 1}], "private": True}
    yield Shown("news", "closed, paid", language, True, stored.view(CancelledNotice.kind, back, language, s.NOW))
    alone = stored.view(PausedNotice.kind, facts | {"second": "alone"}, language, s.NOW)
    yield Shown("news", "paused, one admin", language, True, alone)
    about = OrderFacts(
        number=1042, order_id=s.ORDER_ID, title=TITLES[language], title_original=TITLE, quantity=50,
        total=Fen(1_286_800),
    )  # fmt: skip
    for name, view in (
        *chasing.views(long(s.ORDERED, language), language),
        *chasing.receipts(long(s.ORDERED, language), language),
        *chasing.told(about, language),
        *refunds.told(about, language),
    ):
        yield Shown("news", name, language, True, view, list_of_choices=name.startswith("alarm"))


def _lists(language: str) -> Iterator[Shown]:
    purchases = [long(each, language) for each in (t.WAITING, s.ORDERED, s.PURCHASE, t.WAITING)]
    page = PurchasePage(tuple(purchases), 1, 2, "open")
    shown = partial(Shown, "list", language=language, private=True, list_of_choices=True)
    yield shown("orders", view=lists.orders_page(page, language, s.NOW))
    old = replace(page, told=s.NOW - timedelta(hours=3))
    yield shown("orders, found", view=lists.orders_page(old, language, s.NOW, 7, "кружка 马克杯 mug 33016867714"))
    none = replace(page, purchases=(), pages=1)
    yield shown("orders, none found", view=lists.orders_page(none, language, s.NOW, 7, "mug"))
    waiting = t.step(purchase=long(t.WAITING, language))
    team = ls.shown(offer_in(language))
    yield shown("list of a team", view=team_list.the_list(team, language))
    yield shown("list of a team, changed", view=team_list.changes(team, language, 1))
    yield shown("list of a team, empty", view=team_list.the_list(ls.empty(), language))
    yield shown("list of a team, a line", view=team_list.one_line(team, team.lines[0], language))
    yield shown("list of a team, added", view=team_list.added(ls.added(), language))
    rests = ls.at_rest()
    whole = ls.at_rest(whole=True)
    resting = replace(ls.added(), draft=None, resting=2)
    yield shown("list of a team, some at rest", view=team_list.the_list(rests, language))
    yield shown("list of a team, all at rest", view=team_list.the_list(whole, language))
    at_rest = team_list.one_line(rests, rests.lines[0], language)
    yield shown("list of a team, a line at rest", view=at_rest)
    yield shown("list of a team, added at rest", view=team_list.added(resting, language))
    for name, view in waybills.all_views(language):
        yield shown(f"waybills, {name}", view=view)
    yield shown("paid and not in", view=stuck_page(stuck.ORDERS, language, s.NOW, EVERY_AGE, 1, ""))
    yield shown("paid and not in, of one", view=stuck_page(stuck.ORDERS, language, s.NOW, ONLY_STUCK, 1, SELLER))
    yield shown("paid and not in, by seller", view=stuck_page(stuck.OF_MANY_SELLERS, language, s.NOW, 2, BY_SELLER, ""))
    for at in (1, 2, refund_list.BY_SELLER):
        yield shown(f"refunds, page {at}", view=refund_list.refunds_page(REFUNDS, language, s.NOW, at))
    for name, view in costs.views(long(s.ORDERED, language), language):
        yield shown(name, view=view)
    goods = replace(s.ORDERED, orders=(replace(s.ORDER, state=OrderState.SHIPPED, parcels=(s.PARCEL,) * 9),))
    for name, several in (("one order", 1), ("several orders", 12)):
        yield shown(f"goods, {name}", view=goods_card([long(goods, language)] * several, "1042", language, s.NOW))
    for name, view in arriving.views(long(s.ORDERED, language), language):
        yield shown(name, view=view)
    for name, sides in (("five", side_by_side.five), ("troubles", side_by_side.troubles)):
        found = comparison.comparison(sides(offer_in(language)), language, private=False)
        yield Shown("comparison", name, language, False, found, list_of_choices=True)
    yield shown("waiting", view=approval.pending_list(WaitingPage((waiting,) * 3, 2, 4, 11), language, s.NOW))


def _own_skus(language: str) -> Iterator[Shown]:
    """Drafts and requests that were asked for by codes, and the list that these stand in."""
    offer = offer_in(language)
    alone = Purchase(k.alone(offer))
    gone, dear = Finding(Problem.DELISTED, reason="商品已下架"), Finding(Problem.NOT_ENOUGH_STOCK, (2,), 40)
    steps = {
        "own SKU, raised": s.step(Stage.CONFIRM, alone),
        "own SKUs, basket": s.step(Stage.CONFIRM, Purchase(k.basket(offer))),
        "own SKU, blocked": s.step(Stage.BLOCKED, alone, finding=gone),
        "own SKU, too few": s.step(Stage.QUANTITY, Purchase(s.asking(k.alone(offer), offer=offer)), finding=dear),
    }
    for name, step in steps.items():
        view = request_card(step, language, s.NOW, place=s.PRIVATE)
        yield Shown("draft", name, language, True, view, step.stage is Stage.QUANTITY)
    asked = t.step(purchase=replace(long(t.WAITING, language), request=k.alone(offer, t.WAITING.request)))
    yield Shown("team", "own SKU", language, False, request_card(asked, language, s.NOW, place=s.GROUP))
    for name, view in k.views(language).items():
        yield Shown("list", name, language, True, view, list_of_choices=True)
