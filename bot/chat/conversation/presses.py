"""Does what a pressed button asks for."""

import inspect
from collections.abc import Awaitable, Callable

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests.holding import about_a_request
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import PRESSED, pressed


@pressed(ButtonAction.STILL)
async def still(talk: Conversation) -> None:
    """Do nothing: the button shows the number of a page."""


async def press(talk: Conversation) -> None:
    """Do what a button asks for; the guard let only buttons through that we wrote for this chat."""
    code = talk.code
    act = PRESSED.get(code.action) if code else None
    if code is None or act is None or not _takes(act, talk, code.args):
        await talk.alert(answers.old_button(talk.reader))
        return
    if about_a_request(code.action):
        talk.request_id = int(code.args[0])
    args = code.args
    if code.action.agrees:
        # A word before the content is the mark of what the card warned of.
        *about, tag = args
        seen = (about.pop(),) if len(about) > 1 and isinstance(about[-1], str) else ()
        args = (*about, await _content(talk, args[0], tag), *seen)
    await act(talk, *args)


async def _content(talk: Conversation, request_id: str | int, tag: str | int) -> str:
    """The hash of the content the button was written for, if the request still has it; else empty."""
    whole = await talk.services.desk.cards.content(int(request_id))
    return whole if talk.services.codes.is_content(tag, whole) else ""


def _takes(act: Callable[..., Awaitable[None]], talk: Conversation, args: tuple[str | int, ...]) -> bool:
    """Whether the function still takes these arguments: an older version may have written the button."""
    try:
        inspect.signature(act).bind(talk, *args)
    except TypeError:
        return False
    return True
