"""Handles the second word on money that is asked back, and the list of what runs."""

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests.refund_list import refunds_page
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed


@pressed(ButtonAction.REFUND_AGREE)
async def agree(talk: Conversation, order_id: str, errand_id: int) -> None:
    """Give the second word; the last one has it sent to 1688."""
    purchase = await talk.work(talk.desk.refunds.agree(talk.by, order_id, errand_id, talk.cause))
    waits = any(each.order_id == order_id and each.holding is not None for each in purchase.orders)
    await talk.tell(answers.sentence(talk.reader, "refund-word-waits" if waits else "refund-word-sent"))


@pressed(ButtonAction.REFUND_TURN_DOWN)
async def turn_down(talk: Conversation, order_id: str, errand_id: int) -> None:
    """Say no to it."""
    await talk.work(talk.desk.refunds.turn_down(talk.by, order_id, errand_id, talk.cause))
    await talk.tell(answers.sentence(talk.reader, "refund-word-draft"))


@command("refunds")
@pressed(ButtonAction.REFUNDS)
async def refunds(talk: Conversation, page: int = 0) -> None:
    """`/refunds`: what runs and waits, and the sums; a button shows another page (from 1) in place."""
    found = await talk.work(talk.desk.orders.refunds(talk.by, talk.place))
    view = refunds_page(found, talk.language, talk.now(), page)
    await (talk.show(view) if page else talk.say(view))
