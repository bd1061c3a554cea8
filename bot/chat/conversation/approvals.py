"""Handles decisions on waiting requests: the card's buttons, the commands that do the same, and the answers."""

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE
from bot.cards.requests import approval
from bot.cards.requests.approval import agree_to_this, open_question
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.teams import team
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.chat.transport.messenger import ShownCard
from bot.chat.transport.sending import called
from bot.desk.messages.dialogs import AnswerDialog, AskDialog, DeclineDialog, WhyDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.views import Stage
from bot.purchasing.reading.plain_words import number_in
from bot.purchasing.text import first_word

_LONGEST_NUMBER = 9


@pressed(ButtonAction.APPROVE)
async def approve(talk: Conversation, request_id: int, shown_hash: str, seen: str = "") -> None:
    """Say yes to exactly what the card shows; after the last yes, tell whose question still holds the approval."""
    held = await talk.work(talk.desk.approvals.approve(talk.act, request_id, shown_hash, seen))
    step = await talk.desk.drafting.step(request_id, talk.reader) if held else None
    name, now = await talk.desk.cards.name(request_id), talk.now()
    await talk.answer(approval.said_yes(name, talk.reader, step, now).alert, alert=held)
    await _instead(talk, approval.said_yes(name, talk.language, step, now))


@pressed(ButtonAction.CHOOSE_PART)
async def choose_part(talk: Conversation, request_id: int, sellers: int) -> None:
    """Show the card with a mark at each of these sellers: only the view changes."""
    await talk.services.messenger.repaint(request_id, talk.place, talk.pressed, CardTurn((sellers,)))


@pressed(ButtonAction.APPROVE_PART)
async def approve_part(talk: Conversation, request_id: int, sellers: int, shown_hash: str, seen: str = "") -> None:
    """Say yes to these sellers alone; the rest goes back to whoever asked."""
    places = frozenset(place for place in range(sellers.bit_length()) if sellers >> place & 1)
    approving = talk.desk.approvals.approve
    await talk.work(approving(talk.act, request_id, shown_hash, seen, places))


@pressed(ButtonAction.TAKE_VOTE_BACK)
async def take_vote_back(talk: Conversation, request_id: int, shown_hash: str) -> None:
    """Take back the presser's own yes."""
    await talk.work(talk.desk.approvals.take_vote_back(talk.act, request_id, shown_hash))
    await talk.answer((await noted(talk, "noted-vote-taken-back", request_id, talk.reader)).alert)
    await _instead(talk, await noted(talk, "noted-vote-taken-back", request_id, talk.language))


@pressed(ButtonAction.LET_GO)
async def let_go(talk: Conversation, request_id: int, shown_hash: str) -> None:
    """Drop the presser's own question: it needs no answer."""
    await talk.work(talk.desk.approvals.let_go(talk.act, request_id, shown_hash))
    await talk.answer((await noted(talk, "noted-question-let-go", request_id, talk.reader)).alert)


async def noted(talk: Conversation, key: str, request_id: int, language: str) -> View:
    """Says what was just done about this request."""
    number = await talk.desk.cards.name(request_id)
    return answers.sentence(language, key, DONE, number=number)


async def _instead(talk: Conversation, view: View) -> None:
    """Say what was done in a message posted by number, which is no card, and remove its buttons."""
    if await talk.desk.cards.by_message(talk.place.chat_id, talk.pressed) is None:
        await talk.show(view)


@pressed(ButtonAction.DECLINE)
async def decline(talk: Conversation, request_id: int, shown_hash: str) -> None:
    """Say no: ask for the reason, but only if the no would count. The usual ones are buttons, others are typed."""
    await talk.work(talk.desk.approvals.may_decline(talk.by, request_id, shown_hash, talk.place))
    view = approval.ask_reason(request_id, await talk.desk.cards.name(request_id), shown_hash, talk.language)
    view = view if talk.place.private else called(view, talk.by)
    await talk.ask(DeclineDialog(request_id=request_id, hash=shown_hash), view, opens=False)


@pressed(ButtonAction.DECLINE_OTHER)
async def decline_other(talk: Conversation, request_id: int, shown_hash: str) -> None:
    """Ask for a reason in the approver's own words."""
    await talk.work(talk.desk.approvals.may_decline(talk.by, request_id, shown_hash, talk.place))
    await talk.ask_typed(DeclineDialog(request_id=request_id, hash=shown_hash), "ask-own-reason")
    await talk.drop()


@pressed(ButtonAction.DECLINE_FOR)
async def decline_for(talk: Conversation, request_id: int, reason: int, shown_hash: str) -> None:
    """End the request for one of the usual reasons; the question for it goes."""
    words = approval.usual_reason(reason).value
    await talk.work(talk.desk.approvals.decline(talk.act, request_id, shown_hash, words))
    await talk.close_question_about(DeclineDialog, request_id)
    await talk.answer((await noted(talk, "noted-no", request_id, talk.reader)).alert)
    await talk.drop()


@pressed(ButtonAction.ASK)
async def ask(talk: Conversation, request_id: int) -> None:
    """Ask for the text of a question to the requester."""
    await talk.work(talk.desk.approvals.may_ask(talk.by, request_id, talk.place))
    await talk.ask_typed(AskDialog(request_id=request_id), "ask-question")


@pressed(ButtonAction.ANSWER)
async def answer(talk: Conversation, request_id: int) -> None:
    """Ask the requester for an answer; anybody else is told that it is not for them."""
    step = await talk.work(talk.desk.drafting.step(request_id, talk.language))
    if step.purchase.request.requester.id != talk.by.id:
        raise Refusal(RefusalReason.ONLY_REQUESTER_ANSWERS, request_id)
    question = open_question(step)
    if question is None:
        raise Refusal(RefusalReason.NO_QUESTION, request_id)
    view = approval.ask_answer(step.purchase.request.name, question.text, talk.language)
    await talk.ask(AnswerDialog(request_id=request_id, question_id=question.id), view)


@pressed(ButtonAction.TAKE_BACK)
async def take_back(talk: Conversation, request_id: int) -> None:
    await talk.work(talk.desk.approvals.withdraw(talk.act, request_id))
    await talk.answer((await noted(talk, "noted-taken-back", request_id, talk.reader)).alert)


@pressed(ButtonAction.WHY)
async def ask_why(talk: Conversation, request_id: int) -> None:
    await talk.ask_typed(WhyDialog(request_id=request_id), "ask-why")


@pressed(ButtonAction.ASK_IN)
async def ask_in(talk: Conversation, request_id: int, team_id: int) -> None:
    """Have another of the requester's teams decide."""
    await talk.work(talk.desk.drafting.in_team(talk.act, request_id, team_id))


@pressed(ButtonAction.SHOW)
async def show(talk: Conversation, request_id: int) -> None:
    """Post the request's card here, below everything else, for people who may see the request."""
    purchase = await talk.work(talk.desk.orders.find(talk.by, str(request_id)))
    await talk.require_own_chat(purchase.request.team_id)
    await talk.show_card(request_id)


@command("pending")
@pressed(ButtonAction.PENDING)
async def pending(talk: Conversation, page: int = 1) -> None:
    """`/pending`: which requests wait, and for whom; a button turns the page (from 1) in place; 0 posts it below."""
    waiting = await talk.work(talk.desk.approvals.pending(talk.by, page, talk.place, talk.language))
    view = approval.pending_list(waiting, talk.language, talk.now())
    await (talk.put(view) if page else talk.say(view))


@command("approve")
async def approve_command(talk: Conversation) -> None:
    """`/approve <number>`, or in reply to a card: goods and sum, and a button that agrees to exactly these.

    A person who agreed already gets a button that takes it back.
    """
    number, _ = await _named(talk)
    if number is None:
        await talk.say(team.usage("approve", talk.language))
        return
    agreed = await talk.work(talk.desk.approvals.may_take_vote_back(talk.by, number, talk.place))
    if not agreed:
        await talk.work(talk.desk.approvals.may_approve(talk.by, number, talk.place))
    step = await talk.work(talk.desk.drafting.step(number, talk.language))
    await talk.say(agree_to_this(step, talk.language, talk.now(), said=agreed))


@command("decline")
async def decline_command(talk: Conversation) -> None:
    """`/decline <number> <reason>`; without a reason it is asked for."""
    number, reason = await _named(talk)
    if number is None:
        await talk.say(team.usage("decline", talk.language))
        return
    seen = await _seen(talk, number)
    if seen is not None:
        await (decline_because(talk, number, seen, reason) if reason else decline(talk, number, seen))


async def decline_because(talk: Conversation, request_id: int, shown_hash: str, reason: str) -> None:
    """End the request with the typed reason."""
    await talk.work(talk.desk.approvals.decline(talk.act, request_id, shown_hash, reason))
    request = (await talk.desk.drafting.step(request_id)).purchase.request
    if request.place.chat_id != talk.place.chat_id:  # else the news itself follows here
        await talk.say(await noted(talk, "noted-no", request_id, talk.language))


async def ask_words(talk: Conversation, request_id: int, words: str) -> None:
    """Send the typed question."""
    where = await talk.work(talk.desk.approvals.ask(talk.act, request_id, words))
    if where.chat_id != talk.place.chat_id:  # else the question itself follows here
        await talk.say(await noted(talk, "noted-question", request_id, talk.language))


async def answer_words(talk: Conversation, request_id: int, words: str, question_id: int | None) -> None:
    """Send the typed answer."""
    verb = talk.desk.approvals.answer(talk.act, request_id, words, question_id)
    await talk.work(verb)
    if talk.place.private:  # the answer itself follows in the group
        await talk.say(await noted(talk, "noted-answer", request_id, talk.language))


async def _named(talk: Conversation) -> tuple[int | None, str]:
    """Which request a command means, by its number or by what it replies to; and the text that follows."""
    first, rest = first_word(talk.words)
    number = first.lstrip("#№")
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        return int(number), rest
    if number_in(number):  # a part of a request that was split
        return (await talk.desk.orders.find(talk.by, number)).request.id, rest
    about = await talk.about()
    return (about.request_id, talk.words) if about is not None else (None, "")


async def _seen(talk: Conversation, request_id: int) -> str | None:
    """The content this person sees on the request's card; if there is no card to see, it is posted first.

    A request that waits for nobody shows nothing here: the action itself says why it does nothing.
    """
    step = await talk.work(talk.desk.drafting.step(request_id, talk.language))
    if step.stage is not Stage.APPROVAL:
        return ""
    chats = [talk.place.chat_id, *([step.team.chat_id] if step.team and step.team.chat_id else [])]
    for chat_id in chats:
        row = await talk.desk.cards.get(request_id, chat_id)
        if row is not None and ShownCard.read(row.shown).content:
            return ShownCard.read(row.shown).content
    await show(talk, request_id)
    await talk.say(answers.sentence(talk.language, "look-first", number=step.purchase.request.name))
    return None
