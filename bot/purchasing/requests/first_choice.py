"""Decides what words beside an offer choose of it."""

from dataclasses import replace

from bot.purchasing.offers.asked_for import LONGEST, AskedFor, asked_for
from bot.purchasing.offers.offer import Offer
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.request import Choice
from bot.purchasing.requests.own_sku_pieces import placed


def first_choice(offer: Offer, quantity: int | None, words: str, sku_id: str | None) -> Choice:
    """The choice that a link and the words beside it make; an only variant is chosen by itself."""
    asked = asked_for(offer, words, quantity)
    if asked.several:
        return Choice(several=asked.several)
    skus = asked.skus or tuple(sku for sku in offer.skus if sku_id and sku.sku_id == sku_id)
    if not skus and len(offer.skus) == 1:
        skus = offer.skus
    return Choice(asked.quantity, skus[0].spec_id if len(skus) == 1 else None, wanted=asked.unread)


def as_before(offer: Offer, before: Offer, choice: Choice) -> Choice:
    """The variants and pieces of an earlier choice; what the offer no longer has is shown as left over."""
    return replace(_as_before(offer, before, choice), own=choice.own)


def _as_before(offer: Offer, before: Offer, choice: Choice) -> Choice:
    pieces = choice.several or (((choice.spec_id, choice.quantity or 0),) if choice.spec_id else ())
    if not pieces:
        return replace(first_choice(offer, choice.quantity, "", None), note=choice.note)
    there = tuple(each for each in pieces if offer.sku(each[0]))
    labels = {sku.spec_id: sku.label for sku in before.skus}
    gone = [f"{labels.get(spec_id, spec_id)} {count}" for spec_id, count in pieces if offer.sku(spec_id) is None]
    kept = Choice(several=there, wanted="\n".join(gone)[:LONGEST], note=choice.note)
    return kept if len(there) > 1 else _alone(kept)


def _alone(choice: Choice) -> Choice:
    """The choice of one variant or none; pieces that are not known yet are asked for."""
    spec_id, quantity = choice.several[0] if choice.several else (None, 0)
    return replace(choice, spec_id=spec_id, quantity=quantity or None, several=(), collecting=False)


def with_variant(offer: Offer, choice: Choice, spec_id: str) -> Choice:
    """The choice with this variant; of the typed words only those lines stay that may be the quantity.

    Several variants stay as they are, until somebody chooses the variant anew.
    """
    if choice.several or choice.collecting:
        return choice
    lines = choice.wanted.split("\n") if choice.quantity is None else []
    left = [line for line in lines if (asked := asked_for(offer, line)).quantity or asked.could_be]
    return replace(choice, spec_id=spec_id, wanted="\n".join(left))


def with_quantity(offer: Offer, choice: Choice, quantity: int) -> Choice:
    """The choice with this quantity; typed words stay only for a variant which is still to be chosen.

    Several variants keep the pieces of each: no single quantity is theirs.
    """
    if choice.several or choice.collecting:
        return choice
    waits = bool(offer.skus) and choice.spec_id is None
    return replace(choice, quantity=quantity, wanted=choice.wanted if waits else "")


def as_typed(choice: Choice, asked: AskedFor) -> Choice:
    """The choice after somebody typed a quantity, a variant or both; what is not certain is asked about.

    While variants are collected, a variant that is typed with its pieces takes its place among them.
    """
    if asked.several:
        counted = dict(choice.several if choice.collecting else ()) | dict(asked.several)
        return replace(choice, quantity=None, spec_id=None, wanted="", several=tuple(counted.items()))
    if choice.several or choice.collecting:
        if len(asked.skus) != 1 or asked.quantity is None:  # it is asked about
            return replace(choice, collecting=True, wanted=asked.unread or choice.wanted)
        return with_pieces(choice, asked.skus[0].spec_id, asked.quantity)
    spec_id = asked.skus[0].spec_id if len(asked.skus) == 1 else choice.spec_id
    unclear = bool(asked.could_be or (asked.unread and spec_id))
    quantity = asked.quantity if asked.quantity or unclear else choice.quantity
    return replace(choice, quantity=quantity, spec_id=spec_id, wanted=asked.unread)


def with_pieces(choice: Choice, spec_id: str, quantity: int) -> Choice:
    """The collected variants with so many pieces of this one; zero takes it out."""
    counted = dict(choice.several) | {spec_id: quantity}
    several = tuple((each, pieces) for each, pieces in counted.items() if pieces > 0)
    return replace(choice, several=several, collecting=True, quantity=None, spec_id=None, wanted="")


def collecting(choice: Choice) -> Choice:
    """The choice with variants still to be added; the one chosen so far is the first of them.

    Words and pieces that no variant took yet stay: the pieces are what the first press adds.
    """
    first = ((choice.spec_id, choice.quantity),) if choice.spec_id and choice.quantity else ()
    several, own = choice.several or first, placed(choice)
    pieces = None if several else choice.quantity
    return replace(choice, several=several, collecting=True, quantity=pieces, spec_id=None, own=own)


def collected(choice: Choice) -> Choice:
    """The choice once nothing more is added: one variant is a choice like any other."""
    if len(choice.several) > 1 or not choice.collecting:
        return replace(choice, collecting=False)
    return _alone(choice)


def after_edit(before: Offer, offer: Offer, choice: Choice, item: OfferRef) -> Choice:
    """The choice after the message that opened it was edited: of the same offer, what it does not name stays."""
    new = replace(first_choice(offer, item.quantity, item.words, item.sku_id), address_id=choice.address_id)
    new = replace(new, note=choice.note)
    if offer.offer_id != before.offer_id or new.several:
        return new
    if choice.several and new.quantity is None and new.spec_id is None:
        return replace(choice, wanted=new.wanted)
    asked_anew = new.quantity is None and bool(asked_for(offer, new.wanted).could_be)
    return replace(
        new,
        quantity=new.quantity if new.quantity is not None or asked_anew else choice.quantity,
        spec_id=new.spec_id or choice.spec_id,
    )
