"""The list of a team: what its people want, until one of them asks for all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.purchasing.choice import Choice
from bot.purchasing.money import Fen, times
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.request import Request

LIST_LIFE = timedelta(days=30)
"""How long a list lasts after its last change."""
MOST_ON_LIST = 200
"""The most lines of a list."""


@dataclass(frozen=True)
class ListLine:
    """One line of a list, with the offer as it was shown when it was added."""

    id: int
    team_id: int
    offer: Offer
    choice: Choice
    by: int
    changed_at: datetime
    note: str = ""
    tag: str = ""
    rests_since: datetime | None = None
    """When the line came back with an old copy of the database (UTC); None if it did not."""

    @property
    def rests(self) -> bool:
        """Whether it may have been bought already, and nobody said that it is wanted anyway."""
        return self.rests_since is not None


def of_draft(request: Request) -> tuple[AskedLine, ...]:
    """The lines of a draft, as they stand on a list; none while variants or pieces are still to be chosen.

    The note for the seller stays with them.
    """
    lines = tuple(replace(each, note=each.note or request.chosen.note) for each in request.asked)
    return lines if all(each.whole and not each.choice.collecting for each in lines) else ()


def about(lines: Iterable[ListLine]) -> Fen:
    """What the lines cost (fen) by the prices of when they were added, without freight and what has no price."""
    cost = 0
    for line in lines:
        offer, choice = line.offer, line.choice
        for each in choice.lines(offer.offer_id):
            price = offer.unit_price(offer.sku(each.spec_id) if each.spec_id else None, choice.quantity or 0)
            cost += times(price, each.quantity) if price is not None else 0
    return Fen(cost)


def asked_for(request: Request, lines: Iterable[ListLine]) -> tuple[ListLine, ...]:
    """Those of the lines that a request came from which it really asks for; all others stay on the list.

    Whoever asks may have chosen another variant in place of a line. Only if something that the same person wants of the
    offer is left out, it is a line's own variants that tell whether it is asked for.
    """
    wanted: dict[tuple[str, int], list[AskedLine]] = {}
    for each in request.asked:
        wanted.setdefault((each.offer.offer_id, each.by), []).append(each)
    if not request.several:
        return tuple(each for each in lines if (each.offer.offer_id, each.by) in wanted)
    return tuple(each for each in lines if _is_bought(each, wanted.get((each.offer.offer_id, each.by), [])))


def _is_bought(line: ListLine, theirs: Sequence[AskedLine]) -> bool:
    bought = [each for each in theirs if each.buyable]
    if len(bought) == len(theirs):
        return bool(bought)
    variants = {each.spec_id for one in bought for each in one.lines}
    return {each.spec_id for each in line.choice.lines(line.offer.offer_id)} <= variants
