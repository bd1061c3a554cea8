"""What was left out: by 1688 of an order that it took only in part, or by a request that was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.purchasing.order import FailedLine
from bot.purchasing.request import Line, PricedLine
from bot.purchasing.requests.asked_line import AskedLine


def left_out(asked: Sequence[Line], failed: Iterable[FailedLine], made: Iterable[int | None]) -> tuple[Line, ...]:
    """The lines that were asked for and not ordered; empty if that is not certain.

    `made` are the pieces of the orders that exist, None if not known. Of one line the missing pieces are counted; of
    several only those are certain that 1688 names.
    """
    if len(asked) > 1:
        named = {(each.offer_id, each.spec_id) for each in failed}
        return tuple(line for line in asked if (line.offer_id, line.spec_id or "") in named)
    there = list(made)
    known = sum(each for each in there if each is not None)
    if None in there or not failed or len(asked) != 1 or known >= asked[0].quantity:
        return ()
    return (Line(asked[0].offer_id, asked[0].spec_id, asked[0].quantity - known),)


def taken(
    asked: Sequence[PricedLine], failed: Iterable[FailedLine], made: Iterable[int | None]
) -> tuple[PricedLine, ...]:
    """The lines that were ordered of an order that 1688 took only in part.

    Empty if nothing was left out, or nothing taken, or if that is not certain: pieces that were counted must be exactly
    those of the lines that 1688 did not name. `made` as in `left_out`.
    """
    there = list(made)
    missing = left_out(asked, failed, there)
    if not missing:
        return ()
    if len(asked) == 1:
        counted = asked[0].quantity - missing[0].quantity
        return (replace(asked[0], quantity=counted),) if counted else ()
    rest = tuple(line for line in asked if line not in missing)
    known = [each for each in there if each is not None]
    fits = len(known) < len(there) or sum(known) == sum(line.quantity for line in rest)
    return rest if fits else ()


def not_asked_for(asked: Sequence[AskedLine]) -> tuple[AskedLine, ...]:
    """The lines of several that cannot be asked for as they stand, in order; empty if none can be."""
    left = [each for each in asked if not each.buyable]
    return tuple(replace(each, place=place) for place, each in enumerate(left, 1)) if len(left) < len(asked) else ()
