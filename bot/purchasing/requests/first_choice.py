"""Decides what words beside an offer choose of it."""

from dataclasses import replace

from bot.purchasing.choice import Choice, pieces_of
from bot.purchasing.offers.asked_for import LONGEST, AskedFor, asked_for
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.own_sku_pieces import placed


def first_choice(offer: Offer, quantity: int | None, words: str, sku_id: str | None) -> Choice:
    """The choice that a link and the words beside it make; an only variant is chosen by itself."""
    asked = asked_for(offer, words, quantity)
    if asked.several:
        return Choice(pieces_of(dict(asked.several)))
    skus = asked.skus or tuple(sku for sku in offer.skus if sku_id and sku.sku_id == sku_id)
    if not skus and len(offer.skus) == 1:
        skus = offer.skus
    return Choice.of(asked.quantity, skus[0].spec_id if len(skus) == 1 else None, asked.unread)


def as_before(offer: Offer, before: Offer, choice: Choice) -> Choice:
    """The variants and pieces of an earlier choice; what the offer no longer has is shown as left over."""
    named = [each for each in choice.pieces if each.spec_id]
    if not named:
        return replace(first_choice(offer, choice.quantity, "", None), own=choice.own)
    labels = {sku.spec_id: sku.label for sku in before.skus}
    there = tuple(each for each in named if offer.sku(each.spec_id or ""))
    gone_now = [each for each in named if each not in there]
    gone = [f"{labels.get(each.spec_id or '', each.spec_id)} {each.quantity or 0}" for each in gone_now]
    return Choice(there, "\n".join(gone)[:LONGEST], own=choice.own)


def with_variant(offer: Offer, choice: Choice, spec_id: str) -> Choice:
    """The choice with this variant; of the typed words only those lines stay that may be the quantity.

    Several variants stay as they are, until somebody chooses the variant anew.
    """
    if choice.several or choice.collecting:
        return choice
    lines = choice.wanted.split("\n") if choice.quantity is None else []
    left = [line for line in lines if (asked := asked_for(offer, line)).quantity or asked.could_be]
    return replace(choice.with_one(spec_id, choice.quantity), wanted="\n".join(left))


def with_quantity(offer: Offer, choice: Choice, quantity: int) -> Choice:
    """The choice with this quantity; typed words stay only for a variant which is still to be chosen.

    Several variants keep the pieces of each: no single quantity is theirs.
    """
    if choice.several or choice.collecting:
        return choice
    waits = bool(offer.skus) and choice.spec_id is None
    return replace(choice.with_one(choice.spec_id, quantity), wanted=choice.wanted if waits else "")


def as_typed(choice: Choice, asked: AskedFor) -> Choice:
    """The choice after somebody typed a quantity, a variant or both; what is not certain is asked about.

    While variants are collected, a variant that is typed with its pieces takes its place among them.
    """
    if asked.several:
        counted = (choice.counted if choice.collecting else {}) | dict(asked.several)
        return replace(choice, wanted="", pieces=pieces_of(counted))
    if choice.several or choice.collecting:
        if len(asked.skus) != 1 or asked.quantity is None:  # it is asked about
            return replace(choice, collecting=True, wanted=asked.unread or choice.wanted)
        return with_pieces(choice, asked.skus[0].spec_id, asked.quantity)
    spec_id = asked.skus[0].spec_id if len(asked.skus) == 1 else choice.spec_id
    unclear = bool(asked.could_be or (asked.unread and spec_id))
    quantity = asked.quantity if asked.quantity or unclear else choice.quantity
    return replace(choice.with_one(spec_id, quantity), wanted=asked.unread)


def with_pieces(choice: Choice, spec_id: str, quantity: int) -> Choice:
    """The collected variants with so many pieces of this one; zero takes it out."""
    return replace(choice, pieces=pieces_of(choice.counted | {spec_id: quantity}), collecting=True, wanted="")


def collecting(choice: Choice) -> Choice:
    """The choice with variants still to be added; the one chosen so far is the first of them.

    Words and pieces that no variant took yet stay: the pieces are what the first press adds.
    """
    counted = choice.counted
    pieces = pieces_of(counted) if counted else choice.with_one(None, choice.quantity).pieces
    return replace(choice, pieces=pieces, collecting=True, own=placed(choice))


def collected(choice: Choice) -> Choice:
    """The choice once nothing more is added: one variant is a choice like any other."""
    return replace(choice, pieces=pieces_of(choice.counted), collecting=False) if choice.collecting else choice


def after_edit(offer: Offer, choice: Choice, new: Choice) -> Choice:
    """The choice after the message that opened it was edited to say the `new` one: what that does not name stays."""
    if new.several:
        return new
    if choice.several or choice.collecting:
        return replace(choice, wanted=new.wanted) if not new.pieces else new
    asked_anew = new.quantity is None and bool(asked_for(offer, new.wanted).could_be)
    quantity = new.quantity if new.quantity is not None or asked_anew else choice.quantity
    return new.with_one(new.spec_id or choice.spec_id, quantity)
