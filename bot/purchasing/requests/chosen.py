"""What is chosen in a draft: of one offer, or line by line of several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.purchasing.offers.offer import Offer
from bot.purchasing.request import Choice, Finding, Line
from bot.purchasing.requests.asked_line import (
    AskedLine,
    SellerLines,
    by_seller,
    choice_of,
    merged_lines,
    of_line,
    seller_of,
)


@dataclass(frozen=True)
class Chosen:
    """The offer and the choice; if there are several offers, `asked` are their lines, each with its own choice.

    While the line at the place `line_at` is being chosen, `offer` and `choice` are that line's. The address and the
    note in `choice` are those of all lines.
    """

    offer: Offer
    choice: Choice
    asked: tuple[AskedLine, ...] = ()
    line_at: int | None = None

    @property
    def obstacle(self) -> Finding | None:
        """Why 1688 does not sell the line that is being chosen with the rest of its seller."""
        return next((each.obstacle for each in self.asked if each.place == self.line_at), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it asks for, each offer and variant once; of several offers only what can be bought."""
        if not self.asked:
            return self.choice.lines(self.offer.offer_id)
        return merged_lines([line for each in self.asked if each.buyable for line in each.lines])


def with_choice(chosen: Chosen, choice: Choice, offer: Offer | None = None) -> Chosen:
    """The same after something was chosen; once a line among several is chosen whole, the next one that waits."""
    offer = offer or chosen.offer
    if chosen.asked and chosen.line_at is None:  # an old button of a line: nothing but what all have in common counts
        return replace(chosen, choice=Choice(address_id=choice.address_id, note=choice.note))
    if chosen.line_at is None:
        return replace(chosen, choice=choice, offer=offer)
    asked = tuple(
        replace(each, offer=offer, choice=of_line(choice)) if each.place == chosen.line_at else each
        for each in chosen.asked
    )
    line = next(each for each in asked if each.place == chosen.line_at)
    changed = replace(chosen, asked=_to_ask_again(asked, line), choice=choice)
    return at_line(changed, line.place if line.waits else _next_waiting(asked, line.place))


def _to_ask_again(asked: Sequence[AskedLine], changed: AskedLine) -> tuple[AskedLine, ...]:
    """What 1688 said of a seller's lines says nothing any more once one of them is another."""
    theirs = {place for part in by_seller(asked) if changed.place in part.places for place in part.places}
    theirs.add(changed.place)
    return tuple(replace(each, obstacle=None) if each.place in theirs else each for each in asked)


def at_line(chosen: Chosen, place: int | None) -> Chosen:
    """The same while this line is being chosen; None is none of them: all are shown, first what is bought."""
    line = next((each for each in chosen.asked if each.place == place), None)
    own = line.choice if line is not None else Choice()
    choice = replace(own, address_id=chosen.choice.address_id, note=chosen.choice.note)
    shown = line or next((each for each in chosen.asked if each.buyable), chosen.asked[0])
    return Chosen(shown.offer, choice, chosen.asked, line.place if line is not None else None)


def _next_waiting(asked: Sequence[AskedLine], after: int = 0) -> int | None:
    """The next line that waits for a choice, behind this place or else from the beginning."""
    places = [each.place for each in asked if each.waits]
    return next((place for place in places if place > after), next(iter(places), None))


def of_several(asked: Sequence[AskedLine], common: Choice, requester_id: int) -> Chosen:
    """These lines, with the address and the note they have in `common`, at the first that waits for a choice.

    One line alone is a choice of one offer; somebody else's stays a line, so that who added it is not forgotten.
    """
    shared = Choice(address_id=common.address_id, note=common.note)
    if len(asked) == 1 and asked[0].by == requester_id:
        return Chosen(asked[0].offer, replace(asked[0].choice, address_id=shared.address_id, note=shared.note))
    return at_line(Chosen(asked[0].offer, shared, tuple(asked)), _next_waiting(asked))


def without_line(chosen: Chosen, place: int, requester_id: int) -> Chosen:
    """The same without this line; the last one that is left is a choice of one offer."""
    gone = next((each for each in chosen.asked if each.place == place), None)
    known = _to_ask_again(chosen.asked, gone) if gone is not None else chosen.asked
    return of_several([each for each in known if each.place != place], chosen.choice, requester_id)


def asked_of(chosen: Chosen, by: int) -> tuple[AskedLine, ...]:
    """Its asked lines; a choice of one offer is one line, asked for by this person."""
    if chosen.asked:
        return chosen.asked
    return (AskedLine(1, chosen.offer, of_line(chosen.choice), by),)


Pieces = Mapping[str, int]
"""Variants (by `spec_id`, empty for an offer without variants) with their pieces."""


def with_lines(chosen: Chosen, changes: Mapping[int, Pieces], by: int) -> Chosen | None:
    """The same with exactly these pieces of these variants in the lines at these places; None if nothing is left.

    A line without any pieces is taken out. None of the lines is being chosen afterwards. Said twice it is the same as
    once.
    """
    before = asked_of(chosen, by)
    sellers = {seller_of(each.offer) for each in before if each.place in changes}
    asked = []
    for each in before:
        line = replace(each, obstacle=None) if seller_of(each.offer) in sellers else each
        if each.place in changes:
            pieces = changes[each.place].items()
            lines = [Line(each.offer.offer_id, spec_id or None, counted) for spec_id, counted in pieces if counted > 0]
            line = replace(line, choice=replace(choice_of(lines), own=each.choice.own))
        if line.place not in changes or line.choice.pieces:
            asked.append(line)
    if not asked:
        return None
    after = of_several(asked, chosen.choice, by)
    return at_line(after, None) if after.asked else after


def with_obstacles(chosen: Chosen, obstacles: Mapping[int, Finding]) -> Chosen:
    """The same with what 1688 said of the lines that it does not sell like this, by their places."""
    if not chosen.asked:
        return chosen
    asked = tuple(replace(each, obstacle=obstacles.get(each.place, each.obstacle)) for each in chosen.asked)
    return at_line(replace(chosen, asked=asked), chosen.line_at)


def to_price(chosen: Chosen) -> tuple[SellerLines, ...]:
    """What each seller is asked the price of: all that is chosen whole and can be bought, as far as is known."""
    return by_seller([each for each in chosen.asked if each.buyable])
