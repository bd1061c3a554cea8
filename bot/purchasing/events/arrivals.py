"""What people say of goods that arrived."""

from bot.purchasing.events.orders import OrderEvent


class GoodsCounted(OrderEvent, kind="counted", facts="lines parcel", redraws=True):
    """A person counted goods: of each line its entry, what they are, and the pieces; in which parcel, if known."""

    lines: tuple[tuple[str, str, int], ...]
    parcel: str
