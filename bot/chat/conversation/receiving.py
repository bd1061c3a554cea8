"""Leads who only receives from a purchase, which is not shown to them, to its goods."""

from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.cards.receiving import goods_card
from bot.chat.conversation.conversation import PATIENCE_SECONDS, Conversation
from bot.desk.shared.refusal import Refusal, RefusalReason

T = TypeVar("T")


async def or_goods(
    talk: Conversation, number: str, verb: Coroutine[Any, Any, T], patience: float = PATIENCE_SECONDS
) -> T | None:
    """What the verb gives of the purchase with this number; None if instead its goods were shown to a receiver."""
    try:
        return await talk.work(verb, patience)
    except Refusal as refusal:
        if refusal.reason is not RefusalReason.ONLY_RECEIVES:
            raise
    purchases = await talk.work(talk.desk.orders.goods(talk.by, number))
    request = purchases[0].request
    await talk.require_own_chat(request.team_id)
    name = request.name.partition("/")[0] if len(purchases) > 1 else request.name
    card = goods_card(purchases, name, talk.own_language, talk.now())
    await talk.alone(card, card, f"r_{request.id}")
    return None
