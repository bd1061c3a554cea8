"""Handles a team's settings by buttons: the language of its cards, its currency and rate."""

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.teams import team_settings as settings_cards
from bot.chat.conversation import teams
from bot.chat.conversation.choose_team import in_one_team, the_team
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import RateDialog
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import RateWrong
from bot.purchasing.people.teams import Changed, OurTeam, Proposed


@pressed(ButtonAction.SETTINGS)
async def settings(talk: Conversation, team_id: int) -> None:
    """Show the settings in place of the pressed message."""
    await talk.show(_card(talk, await teams.seen(talk, team_id)))


@pressed(ButtonAction.LANGUAGE)
async def language(talk: Conversation, team_id: int, language: str) -> None:
    """Choose the language of the group's cards."""
    result = await talk.work(talk.services.desk.teams.language(talk.by, team_id, language, talk.cause))
    await _changed(talk, result)


@command("rate")
async def rate(talk: Conversation) -> None:
    """`/rate` asks by buttons, `/rate USD` for its rate; `/rate USD 7.26` sets yuan for one unit of that currency."""
    if not talk.words:
        await in_one_team(
            talk, lambda team_id: _asked(talk, team_id), lambda each: Code(ButtonAction.SETTINGS, (each,))
        )
        return
    currency, _, amount = talk.words.partition(" ")
    team = await the_team(talk)
    if amount.strip():
        await rate_words(talk, team.id, currency, amount)
    else:
        await rate_ask(talk, team.id, currency)


@pressed(ButtonAction.RATE_ASK)
async def rate_ask(talk: Conversation, team_id: int, typed: str) -> None:
    """Ask for the rate of a currency."""
    currency = await talk.work(talk.services.desk.teams.currency_to_set(talk.by, team_id, typed))
    await talk.ask(RateDialog(team_id=team_id, currency=currency), settings_cards.ask_rate(currency, talk.language))


async def rate_words(talk: Conversation, team_id: int, currency: str, words: str) -> None:
    """Take the typed rate."""
    result = await talk.work(talk.services.desk.teams.rate(talk.by, team_id, currency, words.strip(), talk.cause))
    await teams.told(talk, result)


@pressed(ButtonAction.RATE_STILL)
async def rate_still(talk: Conversation, team_id: int) -> None:
    """The rate that there is holds today as well."""
    team = await teams.seen(talk, team_id)
    if team.rate is None:
        raise Refusal(RateWrong(rate="–"))
    result = await talk.work(talk.services.desk.teams.rate(talk.by, team_id, team.currency, str(team.rate), talk.cause))
    await _changed(talk, result)


async def _asked(talk: Conversation, team_id: int) -> None:
    await talk.say(_card(talk, await teams.seen(talk, team_id)))


async def _changed(talk: Conversation, result: Changed | Proposed) -> None:
    """Show the settings as they are now; what waits for a second word is said."""
    if isinstance(result, Proposed):
        await teams.told(talk, result)
        return
    await talk.show(_card(talk, result.team))


def _card(talk: Conversation, team: OurTeam) -> View:
    return settings_cards.settings_card(team, talk.language)
