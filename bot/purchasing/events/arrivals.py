"""What people say of goods that arrived."""

from bot.purchasing.events.orders import OrderEvent


class GoodsCounted(OrderEvent, kind="counted", facts="lines parcel", redraws=True):
    """A person counted goods: of each line its entry, what they are, and the pieces; in which parcel, if known."""

    lines: tuple[tuple[str, str, int], ...]
    parcel: str


class CountTakenBack(OrderEvent, kind="count_taken_back", facts="lines counted_by", redraws=True):
    """What somebody counted was a mistake."""

    lines: tuple[tuple[str, str, int], ...]
    counted_by: int


class RestClosed(OrderEvent, kind="rest_closed", facts="lines reason", redraws=True):
    """A person says that these pieces will not come any more: of each line its entry and the pieces."""

    lines: tuple[tuple[str, int], ...]
    reason: str


class RestReopened(OrderEvent, kind="rest_reopened", facts="lines", redraws=True):
    """They may come after all."""

    lines: tuple[tuple[str, int], ...]
