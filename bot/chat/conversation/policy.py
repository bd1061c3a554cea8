"""Handles a team's rules: shown, typed, tried out on the latest requests, changed by a press."""

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.teams import policy as policy_cards
from bot.cards.teams.setup import READY_RULES
from bot.cards.teams.team import USUAL_RULES
from bot.chat.conversation import setup, teams
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import RulesDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.teams.setup import SetupStep
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Proposed


@command("policy")
async def policy(talk: Conversation) -> None:
    """`/policy`: the rules in words; with lines after it, a preview of other rules."""
    if not talk.words:
        await talk.in_one_team(lambda team_id: show(talk, team_id), ButtonAction.POLICY)
        return
    dialog, view = await _preview(talk, (await talk.the_team()).id, talk.words)
    await (talk.say(view) if dialog is None else talk.ask(dialog, view, opens=False))


@pressed(ButtonAction.POLICY_TRY)
async def try_usual(talk: Conversation, team_id: int, place: int) -> None:
    """Preview usual lines in place, as if they had been typed."""
    if not 0 <= place < len(USUAL_RULES):
        await talk.alert(answers.sentence(talk.reader, "old-button"))
        return
    dialog, view = await _preview(talk, team_id, USUAL_RULES[place][1])
    await (talk.show(view) if dialog is None else talk.ask_in_place(dialog, view))


async def _preview(talk: Conversation, team_id: int, typed: str) -> tuple[RulesDialog | None, View]:
    """What the lines would mean, and what keeps them until their button is pressed; None if they mean nothing."""
    what_if = await talk.work(talk.desk.policy.preview(talk.by, team_id, typed))
    dialog = None if what_if.policy is None else RulesDialog(team_id=team_id, text=typed)
    return dialog, policy_cards.preview(what_if, typed, talk.language)


def _previews(talk: Conversation, digest: str, dialog: RulesDialog) -> bool:
    return talk.services.codes.is_content(digest, policy_cards.digest(dialog.text))


@pressed(ButtonAction.POLICY)
async def show(talk: Conversation, team_id: int) -> None:
    """Show the rules, by a button in place; an admin reads in private also how they are changed."""
    team = (await talk.desk.teams.show(talk.by, team_id)).team
    admin = talk.place.private and Role.ADMIN in team.roles_of(talk.by.id)
    await talk.put(policy_cards.rules_card(await talk.work(talk.desk.policy.show(team_id)), talk.language, admin=admin))


@pressed(ButtonAction.SETUP_RULES)
async def take_usual(talk: Conversation, team_id: int, place: int, version: int) -> None:
    """Make usual rules hold, which the setup's card shows line by line; those that hold already are kept."""
    if not 0 <= place < len(READY_RULES):
        await talk.alert(answers.sentence(talk.reader, "old-button"))
        return
    verb = talk.desk.policy.change(talk.act, team_id, READY_RULES[place][1], base=version)
    try:
        await teams.told(talk, await talk.work(verb))
    except Refusal as refusal:
        if refusal.reason is RefusalReason.NOTHING_CHANGES:
            await setup.leave(talk, team_id, SetupStep.RULES)
            return
        if refusal.reason is not RefusalReason.PROPOSAL_SUPERSEDED:
            raise
        await talk.refuse(refusal)
    await setup.show(talk, team_id)


@pressed(ButtonAction.POLICY_YES)
async def change(talk: Conversation, team_id: int, digest: str) -> None:
    """Make the previewed rules hold, and show them; only the person who typed them can, and only once."""
    dialog = await talk.question()
    shown = isinstance(dialog, RulesDialog) and dialog.team_id == team_id
    # The button stands below the preview of these very rules.
    if not isinstance(dialog, RulesDialog) or not shown or not _previews(talk, digest, dialog):
        await talk.alert(answers.sentence(talk.reader, "rules-type-again"))
        return
    typed = dialog.text
    result = await talk.work(talk.desk.policy.change(talk.act, team_id, typed))
    await talk.close_question(dialog)
    rules = await talk.desk.policy.show(team_id)
    if rules.team.chat_id == talk.place.chat_id:
        await talk.drop()  # what became of it follows here
    elif isinstance(result, Proposed):
        what_if = await talk.work(talk.desk.policy.preview(talk.by, team_id, typed))
        await talk.show(policy_cards.waits(what_if, result, talk.language, talk.now()))
    else:
        await talk.show(policy_cards.changed(rules, result, talk.language))
