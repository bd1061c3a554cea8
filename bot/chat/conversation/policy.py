"""Handles a team's rules: shown, typed, tried out on the latest requests, changed by a press."""

from bot.cards import people
from bot.cards import policy as policy_cards
from bot.cards.buttons import ButtonAction, Code
from bot.chat.conversation.choose_team import in_one_team, the_team
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.teams import told
from bot.desk.messages.dialogs import RulesDialog

"""The kind of dialog that keeps typed rules until their button is pressed; typed text does not answer it."""


async def policy(talk: Conversation) -> None:
    """`/policy`: the rules in words; with lines after it, a preview of other rules."""
    typed = _typed(talk)
    if not typed:
        await in_one_team(talk, lambda team_id: _show(talk, team_id), lambda each: Code(ButtonAction.POLICY, (each,)))
        return
    found = await the_team(talk)
    seen = await talk.work(talk.face.desk.policy.preview(talk.by, found.id, typed))
    if seen.policy is not None:
        shown = RulesDialog(team_id=found.id, text=typed)
        await talk.face.desk.dialogs.ask(talk.place.chat_id, talk.by.id, shown)
    await talk.say(policy_cards.preview(seen, typed, talk.language))


async def show_again(talk: Conversation, team_id: int) -> None:
    """Show the rules in place of the pressed message."""
    await talk.face.desk.teams.show(talk.by, team_id)
    await talk.show(policy_cards.rules_card(await talk.work(talk.face.desk.policy.show(team_id)), talk.language))


async def change(talk: Conversation, team_id: int, digest: str) -> None:
    """Make the previewed rules hold; only the person who typed them can, and only once."""
    dialogs = talk.face.desk.dialogs
    kept = await dialogs.peek(talk.place.chat_id, talk.by.id)
    shown = isinstance(kept, RulesDialog) and kept.team_id == team_id and _means(talk, digest, kept.text)
    if not isinstance(kept, RulesDialog) or not shown:
        await talk.alert(people.type_again(talk.reader))
        return
    result = await talk.work(talk.face.desk.policy.change(talk.by, team_id, kept.text, talk.cause))
    await dialogs.take(talk.place.chat_id, talk.by.id)
    await told(talk, result)
    await talk.show(policy_cards.rules_card(await talk.face.desk.policy.show(team_id), talk.language))


def _means(talk: Conversation, digest: str, typed: str) -> bool:
    """Whether the button was written below the preview of these very rules."""
    return talk.face.codes.is_content(digest, policy_cards.digest(typed))


async def _show(talk: Conversation, team_id: int) -> None:
    await talk.face.desk.teams.show(talk.by, team_id)
    await talk.say(policy_cards.rules_card(await talk.work(talk.face.desk.policy.show(team_id)), talk.language))


def _typed(talk: Conversation) -> str:
    """All lines after the command; the first may stand beside it."""
    text = text_of(talk.message)
    command = text.split(maxsplit=1)[0] if text.split() else ""
    return text[len(command) :].strip()
