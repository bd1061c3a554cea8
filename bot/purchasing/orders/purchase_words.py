"""Gathers the words of a purchase, by which it is found."""

from collections.abc import Iterator, Sequence

from bot.purchasing.offers.offer import Offer
from bot.purchasing.reading.order_words import person_word, words_in
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.purchase import Purchase


def words_of(purchase: Purchase, whole: Sequence[AskedLine] = ()) -> str:
    """All words of a purchase, parted by spaces; `whole` are the lines of the request that it is a part of."""
    request = purchase.request
    offers = {each.offer_id for each in request.bought}
    asked = [*request.asked, *(each for each in whole if each.offer.offer_id in offers)]
    own = [sku for each in asked for sku in each.choice.own]
    texts = [
        request.name, request.chosen.note, request.why, *(text for each in asked for text in (each.note, each.tag)),
        *(text for each in own for text in (each.code, each.name)),
        *(text for each in request.offers for text in _of_offer(each, {line.spec_id for line in request.lines})),
    ]  # fmt: skip
    for order in purchase.orders:
        texts += [order.order_id, order.seller, order.seller_login, *(each.bill_no for each in order.parcels)]
    people = {request.requester.id, *(each.by for each in request.asked)}
    return " ".join(sorted({*map(person_word, people), *(word for text in texts for word in words_in(text))}))


def _of_offer(offer: Offer, specs: set[str | None]) -> Iterator[str]:
    """The titles of an offer, its seller, and its variants of these ids, in all languages that are known."""
    yield from (offer.offer_id, offer.title, offer.title_translated, offer.seller.company, offer.seller.login)
    values = {each.value for sku in offer.skus if sku.spec_id in specs for each in sku.attributes}
    yield from values
    yield from (each.value_translated for sku in offer.skus if sku.spec_id in specs for each in sku.attributes)
    for words in offer.words:
        yield words.title
        yield from (translated for value, translated in words.values if value in values)
