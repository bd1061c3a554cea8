"""What is chosen in a draft: line by line, and what all lines have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.purchasing.choice import Choice, Finding, pieces_of
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.asked_line import AskedLine, SellerLines, by_seller, merged_lines, seller_of
from bot.purchasing.snapshot import Line


@dataclass(frozen=True)
class Chosen:
    """The asked lines, one at least, with the address and the note to the sellers that they have in common.

    `line_at` is the place of the one of several lines that is being chosen; an only line is always being chosen.
    """

    asked: tuple[AskedLine, ...]
    address_id: str | None = None
    note: str = ""
    line_at: int | None = None

    @property
    def several(self) -> bool:
        """Whether it has several lines."""
        return len(self.asked) > 1

    @property
    def line(self) -> AskedLine | None:
        """The line that is being chosen; None if all of several are shown."""
        return self.at(self.line_at) if self.several else self.asked[0]

    @property
    def shown(self) -> AskedLine:
        """The line that is being chosen, or else the first that is bought."""
        return self.line or next((each for each in self.asked if each.buyable), self.asked[0])

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it asks for, each offer and variant once; of several lines only what can be bought."""
        return merged_lines([line for each in self.asked if each.buyable or not self.several for line in each.lines])

    def at(self, place: int | None) -> AskedLine | None:
        """The line at this place; None if there is none."""
        return next((each for each in self.asked if each.place == place), None)


def chosen_of(asked: Sequence[AskedLine], address_id: str | None = None, note: str = "") -> Chosen:
    """These lines, at the first that waits for a choice; an only one stands at the first place."""
    if len(asked) == 1:
        return Chosen((replace(asked[0], place=1),), address_id, note)
    return Chosen(tuple(asked), address_id, note, _next_waiting(asked))


def with_choice(chosen: Chosen, choice: Choice, offer: Offer | None = None) -> Chosen:
    """The same after something was chosen; once a line among several is chosen whole, the next one that waits."""
    line = chosen.line
    if line is None:  # an old button of a line
        return chosen
    line = replace(line, offer=offer or line.offer, choice=choice)
    lines = [line if each.place == line.place else each for each in chosen.asked]
    asked = _to_ask_again(lines, line)
    at = line.place if line.waits else _next_waiting(asked, line.place)
    return replace(chosen, asked=asked, line_at=at if chosen.several else None)


def _to_ask_again(asked: Sequence[AskedLine], changed: AskedLine) -> tuple[AskedLine, ...]:
    """What 1688 said of a seller's lines says nothing any more once one of them is another."""
    theirs = {place for part in by_seller(asked) if changed.place in part.places for place in part.places}
    theirs.add(changed.place)
    return tuple(replace(each, obstacle=None) if each.place in theirs else each for each in asked)


def at_line(chosen: Chosen, place: int | None) -> Chosen:
    """The same while this line is being chosen; None is none of them: all are shown."""
    line = chosen.at(place) if chosen.several else None
    return replace(chosen, line_at=line.place if line is not None else None)


def _next_waiting(asked: Sequence[AskedLine], after: int = 0) -> int | None:
    """The next line that waits for a choice, behind this place or else from the beginning."""
    places = [each.place for each in asked if each.waits]
    return next((place for place in places if place > after), next(iter(places), None))


def with_common(chosen: Chosen, *, address_id: str | None, note: str) -> Chosen:
    """The same with another address or note for all lines; what 1688 refused is asked again."""
    asked = tuple(replace(each, obstacle=None) for each in chosen.asked)
    return replace(chosen, asked=asked, address_id=address_id, note=note)


def without_line(chosen: Chosen, place: int) -> Chosen:
    """The same without this one of several lines."""
    gone = chosen.at(place)
    if gone is None or not chosen.several:
        return chosen
    known = _to_ask_again(chosen.asked, gone)
    return chosen_of([each for each in known if each.place != place], chosen.address_id, chosen.note)


Pieces = Mapping[str, int]
"""Variants (by `spec_id`, empty for an offer without variants) with their pieces."""


def with_lines(chosen: Chosen, changes: Mapping[int, Pieces]) -> Chosen | None:
    """The same with exactly these pieces of these variants in the lines at these places; None if nothing is left.

    A line without any pieces is taken out. None of the lines is being chosen afterwards. Said twice it is the same as
    once.
    """
    sellers = {seller_of(each.offer) for each in chosen.asked if each.place in changes}
    asked = []
    for each in chosen.asked:
        line = replace(each, obstacle=None) if seller_of(each.offer) in sellers else each
        if each.place in changes:
            line = replace(line, choice=Choice(pieces_of(changes[each.place]), own=each.choice.own))
        if line.place not in changes or line.choice.pieces:
            asked.append(line)
    return at_line(chosen_of(asked, chosen.address_id, chosen.note), None) if asked else None


def with_obstacles(chosen: Chosen, obstacles: Mapping[int, Finding]) -> Chosen:
    """The same with what 1688 said of the lines that it does not sell like this, by their places."""
    asked = tuple(replace(each, obstacle=obstacles.get(each.place, each.obstacle)) for each in chosen.asked)
    return replace(chosen, asked=asked)


def to_price(chosen: Chosen) -> tuple[SellerLines, ...]:
    """What each seller is asked the price of: all that is chosen whole and can be bought, as far as is known."""
    return by_seller([each for each in chosen.asked if each.buyable])
