"""Nobody reads a title in a language that is neither theirs nor the seller's, whatever shows it."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from bot.cards import miniapp
from bot.cards.money import pay_runs
from bot.cards.notices.notices import notice
from bot.cards.orders.lists import orders_page
from bot.cards.requests.details import order_details
from bot.cards.requests.request import request_card
from bot.cards.teams import team_list
from bot.desk.shared.views import CardState, Details, PurchasePage, Stage
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import PaidNotice, PlacedNotice, ToldFailure
from bot.purchasing.offers.offer import Offer, Words
from bot.purchasing.person import Person
from bot.purchasing.requests.purchase import Purchase
from tests.cards import arriving_samples, list_samples, pay_samples
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import drawn

RUSSIAN = Words("ru", "Футболка, чистый хлопок", "штука", (("白色", "Белый"),), s.OFFER.title)
IN_RUSSIAN = s.OFFER.with_words((RUSSIAN,)).worded("ru")
"""As somebody who reads Russian opened it."""
NOT_ENGLISH = replace(IN_RUSSIAN, words=())
TITLES = {"en": "T-shirt", "ru": "Футболка", "zh": "示例"}
READERS = [
    ("en", IN_RUSSIAN, "en"),
    ("en", NOT_ENGLISH, "zh"),
    ("ru", s.OFFER.with_words((RUSSIAN,)), "ru"),
    ("ru", s.OFFER, "zh"),
    ("zh", IN_RUSSIAN, "zh"),
    ("zh", s.OFFER, "zh"),
]
"""Who reads which offer, and in whose language they must read its title."""


def everything(language: str, offer: Offer) -> Iterator[tuple[str, str]]:
    """What shows a title: cards, lists, tables, news, by its name, as it is read."""
    request = s.asking(s.ORDERED.request, offer=offer)
    bought: Purchase = replace(s.ORDERED, request=request)
    waiting = replace(t.WAITING, request=s.asking(t.REQUEST, offer=offer))
    by = Person(4711, "Anna", language)

    def card(step: CardState) -> str:
        shown = replace(step, purchase=step.purchase.in_language(language))
        return drawn(request_card(shown, language, s.NOW, place=s.GROUP))

    yield "approval", card(t.step(purchase=waiting))
    yield "draft", card(s.step(Stage.CONFIRM, purchase=replace(bought, orders=(), attempts=())))
    yield "ordered", card(s.step(Stage.ORDERED, purchase=bought))
    page = PurchasePage((bought,), 1, 1, "open")
    yield "list", drawn(orders_page(page, language, s.NOW))
    yield "table", str(asdict(miniapp.order_table(page, by, s.NOW)))
    yield "grid", str(asdict(miniapp.line_grid(1, request.asked[0], by)))
    yield "details", drawn(order_details(Details(bought, 4711, acts=True), language, s.NOW))
    for facts in (PlacedNotice, PaidNotice):
        yield facts.__name__, drawn(notice(facts(about=order_facts(bought, bought.orders[0])), language, s.NOW))
    missing = ToldFailure(
        offer_id=offer.offer_id, reason="库存不足",
        variant=f"{offer.shown_title} · {offer.skus[0].label}", variant_original=f"{offer.title} · 白色",
    )  # fmt: skip
    placed = PlacedNotice(about=order_facts(bought, bought.orders[0]), missing=(missing,))
    yield "left out", drawn(notice(placed, language, s.NOW))
    yield "team's list", drawn(team_list.the_list(list_samples.shown(offer), language))
    for name, view in pay_samples.all_views(offer).items():
        if name == "choosing":
            yield f"pay: {name}", drawn(pay_runs.pay_run(view, language, s.NOW))
    arriving = dict(arriving_samples.views(bought, language))
    yield "arrivals", drawn(arriving["arrivals"])


@pytest.mark.parametrize(("language", "offer", "read_in"), READERS)
def test_titles_are_in_the_reader_s_language_or_the_seller_s(language: str, offer: Offer, read_in: str) -> None:
    shown = dict(everything(language, offer))
    assert len(shown) > 10
    never = [title for each, title in TITLES.items() if each not in (read_in, "zh")]
    assert [name for name, text in shown.items() if any(each in text for each in never)] == []
    without = [name for name, text in shown.items() if TITLES[read_in] not in text]
    assert without in ([], ["list"]), "a list has no room for some"
