"""What becomes of a confirmation of receipt at 1688."""

from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.receipts import ReceiptState


class ReceiptAsked(OrderEvent, kind="receipt_asked", facts="entries accepts", redraws=True):
    """A buyer has 1688 told that these entries were received, and accepts what of them was not counted as good."""

    entries: tuple[str, ...]
    accepts: bool


class ReceiptEnded(OrderEvent, redraws=True, facts="entries reason"):
    """1688 took it, refused it, or did not answer clearly; `became` says which."""

    became: ReceiptState
    entries: tuple[str, ...]
    reason: str = ""

    @property
    def entry_kind(self) -> str:
        return f"receipt_{self.became.value}"
