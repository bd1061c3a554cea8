"""Whether the sums of a preview add up, and by which reading of 1688's documents."""

from enum import StrEnum

from bot.purchasing.create_call import Preview, PreviewPart


class Reading(StrEnum):
    """How the parts of a preview make its total.

    1688's documents do not say whether the goods are before or after the discount, whether the total includes the
    additional fee, or whether red packets and coupons (the funds) are already subtracted.
    """

    AFTER_DISCOUNT = "after discount"
    BEFORE_DISCOUNT = "before discount"
    AFTER_WITH_FEE = "after discount, with fee"
    BEFORE_WITH_FEE = "before discount, with fee"
    AFTER_LESS_FUNDS = "after discount, less funds"
    BEFORE_LESS_FUNDS = "before discount, less funds"
    AFTER_WITH_FEE_LESS_FUNDS = "after discount, with fee, less funds"
    BEFORE_WITH_FEE_LESS_FUNDS = "before discount, with fee, less funds"

    @property
    def discount_in_goods(self) -> bool:
        """Whether the goods amount already has the discount subtracted."""
        return self.value.startswith("after")

    def total(self, part: PreviewPart) -> int:
        """The total of the parts by this reading, in fen."""
        total = part.goods + part.freight
        total -= 0 if self.discount_in_goods else part.discount
        total += part.fee if "with fee" in self.value else 0
        return total - (part.funds if "less funds" in self.value else 0)


def reading_of(part: PreviewPart) -> Reading | None:
    """The reading by which one order adds up best, within one fen for each line; None if none does.

    Also None if an amount is negative or the total is not positive.
    """
    sums = (part.goods, part.freight, part.discount, part.fee, part.funds)
    if min(sums) < 0 or part.total <= 0:
        return None
    best = min(Reading, key=lambda reading: abs(reading.total(part) - part.total))
    return best if abs(best.total(part) - part.total) <= max(1, part.lines) else None


def readings_of(preview: Preview) -> str:
    """The readings of all orders of a preview, each named once; empty if one of them does not add up."""
    readings = [reading_of(part) for part in preview.parts]
    return "" if None in readings else "; ".join(dict.fromkeys(reading.value for reading in readings if reading))


def misfit(preview: Preview) -> PreviewPart | None:
    """The first order of a preview that does not add up."""
    return next((part for part in preview.parts if reading_of(part) is None), None)


def taken_off_already(readings: str) -> bool:
    """Whether all of these readings have the discount subtracted from the goods already."""
    return bool(readings) and all(Reading(each).discount_in_goods for each in readings.split("; "))
