"""Decides what words beside an offer choose of it."""

from dataclasses import replace

from bot.purchasing.asked_for import AskedFor, asked_for
from bot.purchasing.classify_url import OfferRef
from bot.purchasing.offer import Offer
from bot.purchasing.request import Choice


def first_choice(offer: Offer, quantity: int | None, words: str, sku_id: str | None) -> Choice:
    """The choice that a link and the words beside it make; an only variant is chosen by itself."""
    asked = asked_for(offer, words, quantity)
    skus = asked.skus or tuple(sku for sku in offer.skus if sku_id and sku.sku_id == sku_id)
    if not skus and len(offer.skus) == 1:
        skus = offer.skus
    return Choice(asked.quantity, skus[0].spec_id if len(skus) == 1 else None, wanted=asked.unread)


def with_variant(offer: Offer, choice: Choice, spec_id: str) -> Choice:
    """The choice with this variant; of the typed words only those lines stay that may be the quantity."""
    lines = choice.wanted.split("\n") if choice.quantity is None else []
    left = [line for line in lines if (asked := asked_for(offer, line)).quantity or asked.could_be]
    return replace(choice, spec_id=spec_id, wanted="\n".join(left))


def with_quantity(offer: Offer, choice: Choice, quantity: int) -> Choice:
    """The choice with this quantity; typed words stay only for a variant which is still to be chosen."""
    waits = bool(offer.skus) and choice.spec_id is None
    return replace(choice, quantity=quantity, wanted=choice.wanted if waits else "")


def as_typed(choice: Choice, asked: AskedFor) -> Choice:
    """The choice after somebody typed a quantity, a variant or both; what is not certain is asked about."""
    spec_id = asked.skus[0].spec_id if len(asked.skus) == 1 else choice.spec_id
    quantity = asked.quantity if asked.quantity or asked.unread else choice.quantity
    return replace(choice, quantity=quantity, spec_id=spec_id, wanted=asked.unread)


def after_edit(before: Offer, offer: Offer, choice: Choice, item: OfferRef) -> Choice:
    """The choice after the message that opened it was edited: of the same offer, what it does not name stays."""
    new = replace(first_choice(offer, item.quantity, item.words, item.sku_id), address_id=choice.address_id)
    new = replace(new, note=choice.note)
    if offer.offer_id != before.offer_id:
        return new
    asked_anew = new.quantity is None and bool(asked_for(offer, new.wanted).could_be)
    return replace(
        new,
        quantity=new.quantity if new.quantity is not None or asked_anew else choice.quantity,
        spec_id=new.spec_id or choice.spec_id,
    )
