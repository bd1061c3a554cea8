"""Handles `/cost`: what a purchase cost, what people add to that, its paper, and how it is taken back."""

from telegram.error import BadRequest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.money import costs as cards
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.counting import replied_codes
from bot.chat.conversation.incoming import forwarded, named
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import CostDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.text import first_word

_ADD = frozenset({"add", "добавить", "添加", "加"})
_ON_ITS_CARDS = frozenset({ButtonAction.COST_BACK})


@command("cost")
async def cost(talk: Conversation) -> None:
    """`/cost 1042`: what it cost; `/cost add 380 CNY forwarder 1042 1050 by value`: add to that."""
    first, rest = first_word(talk.words)
    if not first:
        await talk.say(cards.how(talk.language))
    elif first.casefold() in _ADD:
        await _preview(talk, rest)
    else:
        await show(talk, talk.words)


@pressed(ButtonAction.COST)
async def show(talk: Conversation, number: str | int, page: int = 1, in_place: int = 0) -> None:
    """Show what a purchase cost: in a group by a command of an admin or a buyer, else to whoever asks alone."""
    view = await talk.work(talk.desk.costs.show(talk.by, str(number)))
    request = view.purchase.request
    await talk.require_own_chat(request.team_id)
    openly = talk.place.private or (view.changes and (talk.query is None or bool(in_place)))
    language = talk.language if openly else talk.reader
    talk.desk.wording.read_by(language, (request,))
    card = cards.cost_card(view, language, talk.now(), page)
    if talk.query is None:
        await (talk.say(card) if openly else talk.privately(card, f"r_{request.id}"))
    else:
        await talk.of_request(request, card, in_place=in_place if openly else 0)


async def _preview(talk: Conversation, words: str, file_id: str = "") -> None:
    """Show what is understood of a typed cost, with the shares of its purchases, to be added by a press."""
    told = await talk.work(talk.desk.costs.draft(talk.by, words, file_id))
    await talk.require_own_chat(told.cost.team_id)
    card = cards.typed_card(told, talk.language, "typed")
    await talk.ask(CostDialog(words=words, mark=told.mark, file_id=file_id), card, opens=False)


@pressed(ButtonAction.COST_ADD)
async def add(talk: Conversation, mark: str) -> None:
    """Add the cost that the pressed message shows, once; if it would be another by now, show that."""
    dialog = await talk.question()
    if not isinstance(dialog, CostDialog) or not dialog.asks(talk.pressed):
        raise Refusal(RefusalReason.COST_OVER)
    try:
        told = await talk.work(talk.desk.costs.add(talk.act, talk.place.chat_id, str(mark)))
    except Refusal as refusal:
        if refusal.reason is RefusalReason.COST_MOVED:
            await talk.used_up()
            await _preview(talk, dialog.words, dialog.file_id)
        raise
    await talk.show(cards.typed_card(told, talk.language, "added"))


@pressed(ButtonAction.COST_BACK)
async def take_back(talk: Conversation, cost_id: int, sure: int = 0) -> None:
    """Take a cost back after a second press, or keep it."""
    told = await talk.work(talk.desk.costs.one(talk.by, cost_id))
    await talk.require_own_chat(told.cost.team_id)
    if sure == cards.KEEP:
        await talk.drop()
    elif not sure:
        await talk.say(cards.typed_card(told, talk.language, "back"))
    else:
        await talk.work(talk.desk.costs.reverse(talk.act, cost_id))
        await talk.show(answers.sentence(talk.language, "cost-taken-back"))


@pressed(ButtonAction.COST_PAPER)
async def paper(talk: Conversation, cost_id: int) -> None:
    """Send the photo of the paper of a cost to the presser alone."""
    found = (await talk.work(talk.desk.costs.one(talk.by, cost_id))).cost
    await talk.require_own_chat(found.team_id)
    try:
        send = talk.services.bot.send_photo
        sent = await talk.send_alone(f"r_{found.parts[0][0]}", lambda own: send(own.chat_id, found.file_id))
    except BadRequest:  # Telegram keeps it no more, or it was taken away with whoever sent it
        await talk.tell(answers.sentence(talk.reader, "cost-no-paper"))
    else:
        await talk.answer(answers.sentence(talk.reader, "sent-in-private").alert if talk.before_all and sent else "")


async def photo(talk: Conversation) -> bool:
    """Whether a photo was the paper of a cost: of the only one on the card that it replies to, or typed below it."""
    message = talk.message
    if message is None or not message.photo or forwarded(message):
        return False
    file_id = message.photo[-1].file_id
    about = {int(cost_id) for cost_id, *_ in replied_codes(talk, _ON_ITS_CARDS)}
    if len(about) == 1:
        told = await talk.work(talk.desk.costs.add_paper(talk.act, about.pop(), file_id))
        await talk.say(cards.typed_card(told, talk.language, "added"))
        return True
    name, words = first_word(text_of(message))
    first, rest = first_word(words)
    typed = name.partition("@")[0] == "/cost" and named(message, talk.services.bot) and first.casefold() in _ADD
    if typed:
        await _preview(talk, rest, file_id)
    return typed
