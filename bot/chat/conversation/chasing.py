"""Handles how a seller is chased: urged, written to by a note that is shown before it is sent, or in their own chat."""

from collections.abc import Coroutine
from typing import Any

from bot.cards import answers, people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.html import code
from bot.cards.orders.chasing import chase_card, note_card
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.messages.dialogs import SellerAnswerDialog, SellerNoteDialog
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import ErrandUnclear
from bot.purchasing.tracking.seller_notes import seller_note


@pressed(ButtonAction.CHASE)
async def chase(talk: Conversation, order_id: str) -> None:
    """Show what was tried and what can be, to the presser alone."""
    tried = await talk.work(talk.desk.chasing.show(talk.by, order_id))
    await talk.of_request(tried.purchase.request, chase_card(tried, talk.own_language, talk.now()))


@pressed(ButtonAction.URGE)
async def urge(talk: Conversation, order_id: str) -> None:
    """Have 1688 urge the seller; then what was tried."""
    await _send(talk, talk.desk.chasing.urge(talk.act, order_id))
    await chase(talk, order_id)


@pressed(ButtonAction.MESSAGE_THERE)
async def answer(talk: Conversation, order_id: str, errand_id: int, is_there: int) -> None:
    """Somebody looked on the site whether 1688 has an unclear note or urge; then what was tried."""
    chasing = talk.desk.chasing
    said = chasing.answer(talk.act, order_id, errand_id, is_there=bool(is_there))
    await talk.work(said)
    await chase(talk, order_id)


@pressed(ButtonAction.SELLER_NOTE)
async def write_note(talk: Conversation, order_id: str) -> None:
    """Show a note in the seller's language, ready to be sent; in private, since each reply replaces its words."""
    tried = await talk.work(talk.desk.chasing.show(talk.by, order_id))
    await talk.require_private(f"r_{tried.purchase.request.id}")
    await show_note(talk, order_id, seller_note(tried.order, talk.now()))


async def show_note(talk: Conversation, order_id: str, words: str) -> None:
    """Show this note, to be sent by a press."""
    words = words.strip()
    able = await talk.work(talk.desk.chasing.require_note(talk.by, order_id, words))
    dialog = SellerNoteDialog(order_id=order_id, words=words)
    # In a group a reply field would stand where its buttons are.
    await talk.ask(dialog, note_card(able, words, talk.language, talk.now()), opens=talk.place.private)


@pressed(ButtonAction.SEND_NOTE)
async def send_note(talk: Conversation, order_id: str) -> None:
    """Send the note that the pressed message shows, once; it is shown no more, and what was tried is."""
    dialog = await talk.question()
    shown = isinstance(dialog, SellerNoteDialog) and dialog.order_id == order_id and dialog.asks(talk.pressed)
    if not isinstance(dialog, SellerNoteDialog) or not shown or not dialog.words:
        await talk.alert(answers.sentence(talk.reader, "note-over"))
        return
    await talk.close_question(dialog)
    await _send(talk, talk.desk.chasing.tell_seller(talk.act, order_id, dialog.words))
    tried = await talk.work(talk.desk.chasing.show(talk.by, order_id))
    await talk.show(chase_card(tried, talk.language, talk.now()))


async def _send(talk: Conversation, verb: Coroutine[Any, Any, None]) -> None:
    """Send a note or an urge; if that is unclear it is said, and what was tried is shown all the same."""
    try:
        await talk.work(verb)
    except Refusal as refusal:
        if not isinstance(refusal.why, ErrandUnclear):
            raise
        await talk.refuse(refusal)


@pressed(ButtonAction.TELL_SELLER)
async def tell_seller(talk: Conversation, order_id: str) -> None:
    await talk.ask_typed(SellerNoteDialog(order_id=order_id), "ask-seller-note", order=code(order_id))


@pressed(ButtonAction.CHAT_SELLER)
async def chat_seller(talk: Conversation, order_id: str) -> None:
    """Send the link to the seller's own chat."""
    url = await talk.work(talk.desk.chasing.chat_link(talk.act, order_id))
    await talk.say(people.seller_chat(url, talk.language))


@pressed(ButtonAction.ASK_SELLER)
async def ask_seller(talk: Conversation, request_id: int, seller: int = 0) -> None:
    """Show the chat of a request's seller with words to send there; of several sellers ask which one."""
    found = await talk.work(talk.desk.asking_seller.show(talk.by, request_id, seller))
    view = people.which_seller(found.request, found.sellers, talk.own_language)
    if found.url:
        view = people.seller_chat(found.url, talk.own_language, found.request, found.question)
    await talk.of_request(found.request, view)


@pressed(ButtonAction.SELLER_ANSWER)
async def ask_for_answer(talk: Conversation, request_id: int) -> None:
    """Ask for what the seller answered."""
    request = await talk.work(talk.desk.asking_seller.able(talk.by, request_id))
    await talk.require_own_chat(request.team_id)
    await talk.ask_typed(SellerAnswerDialog(request_id=request_id), "ask-seller-answer")
