"""Handles what a buyer confirms as received at 1688: asks with what it means, and sends it after another press."""

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.receipts import receipt_question, receipt_taken
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed


@pressed(ButtonAction.RECEIPT)
async def ask_receipt(talk: Conversation, order_id: str) -> None:
    """Ask, of the presser alone, whether the receipt shall be confirmed."""
    view = await talk.work(talk.desk.receipts.show(talk.by, order_id))
    await talk.require_own_chat(view.purchase.request.team_id)
    card = receipt_question(view, talk.own_language, talk.now())
    await talk.alone(card, card, f"r_{view.purchase.request.id}")


@pressed(ButtonAction.RECEIPT_YES)
async def confirm_receipt(talk: Conversation, order_id: str, accepts: int, mark: str) -> None:
    """Confirm exactly what was shown."""
    doing = talk.desk.receipts.confirm(talk.by, order_id, mark, accepts=bool(accepts), cause=talk.cause)
    await talk.show(receipt_taken(await talk.work(doing), talk.own_language, talk.now()))
