"""Handles `/forget me`: what goes and what stays, a second press, and the end; anybody may forget themselves."""

import hmac
import secrets

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.teams import forgetting
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import ForgetDialog
from bot.desk.shared.refusal import Refusal, RefusalReason

LINK = "forget"
"""The payload of a link that opens this in private."""
_ME = "me"
_MARK_BYTES = 6


@command("forget")
async def forget(talk: Conversation) -> None:
    """`/forget me`: ask whether they are sure."""
    if not talk.place.private:
        await talk.say(people.only_private(talk.language, talk.services.bot.username, LINK))
        return
    if talk.words.casefold() not in (_ME, LINK):
        await talk.say(forgetting.how(talk.language))
        return
    await talk.work(talk.services.desk.forgetting.require_free(talk.by.id))
    mark = secrets.token_urlsafe(_MARK_BYTES)
    await talk.services.desk.dialogs.ask(talk.place.chat_id, talk.by.id, ForgetDialog(mark=mark))
    await talk.say(forgetting.question(mark, talk.language))


@pressed(ButtonAction.FORGET)
async def forget_me(talk: Conversation, mark: str, sure: int) -> None:
    """Forget the presser, if this is the question that was asked last; a second press finds it answered."""
    asked = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    own = talk.place.private and talk.place.chat_id == talk.by.id
    if not own or not isinstance(asked, ForgetDialog) or not hmac.compare_digest(asked.mark, str(mark)):
        raise Refusal(RefusalReason.FORGET_OVER)
    if not sure:
        await talk.services.desk.dialogs.take(talk.place.chat_id, talk.by.id)
        await talk.show(forgetting.kept(talk.language))
        return
    await talk.work(talk.services.desk.forgetting.forget_me(talk.by, talk.cause))
    await talk.show(forgetting.done(talk.language))
