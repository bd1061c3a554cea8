"""Handles what arrived: shows what of an order can be counted, and records what its counter says."""

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.counting import count_card
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed


@pressed(ButtonAction.COUNT)
async def count(talk: Conversation, order_id: str, place: int = 0, in_place: int = 0) -> None:
    """Show what of an order, or of its parcel at this place, can be counted; to the presser alone."""
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, await _parcel(talk, order_id, place)))
    await talk.require_own_chat(view.purchase.request.team_id)
    card = count_card(view, talk.own_language, talk.now())
    await (talk.show(card) if in_place else talk.alone(card, card, f"r_{view.purchase.request.id}"))


@pressed(ButtonAction.COUNT_ALL)
async def count_all(talk: Conversation, order_id: str, place: int, seen: int) -> None:
    """All that is shown came, and is good."""
    parcel = await _parcel(talk, order_id, place)
    key = f"u{talk.cause.update_id}"
    done = talk.desk.counting.all_there(talk.by, order_id, key, talk.cause, seen=seen, parcel=parcel)
    await talk.show(count_card(await talk.work(done), talk.own_language, talk.now()))


async def _parcel(talk: Conversation, order_id: str, place: int) -> str:
    """1688's number of the parcel at this place; empty for the whole order."""
    if not place:
        return ""
    parcels = (await talk.work(talk.desk.counting.show(talk.by, order_id))).order.parcels
    return parcels[place - 1].logistics_id if place <= len(parcels) else ""
