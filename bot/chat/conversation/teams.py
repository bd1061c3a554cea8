"""Handles teams and their people: becoming one, joining, inviting, roles, limits, settings, and second words."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from bot.cards import answers
from bot.cards import people as people_cards
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.teams import policy as policy_cards
from bot.cards.teams import team as team_cards
from bot.chat.conversation import setup
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import RateDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NobodyCalled, NotStarted, RateWrong, RoleUnknown, UnknownMember
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.money import fen_from_yuan
from bot.purchasing.notices.changes import AddedChange, ClosedChange, InvitedChange, RemovedChange, RolesChange
from bot.purchasing.people.teams import Changed, OurTeam, Proposed
from bot.purchasing.person import Act, Person
from bot.purchasing.text import first_word

T = TypeVar("T")
ShowsChange = Callable[[Changed], Awaitable[object]]

_SETTLED = frozenset({
    RefusalReason.PROPOSAL_OVER, RefusalReason.PROPOSAL_EXPIRED, RefusalReason.PROPOSAL_SUPERSEDED,
    RefusalReason.PROPOSER_NO_ADMIN,
})  # fmt: skip
_NAMES = {role.value: role for role in Role}


@command("team")
async def team(talk: Conversation) -> None:
    """`/team`: who is in it; `/team here | add | role | limit | remove | language | zone | tag | close` change it."""
    verb, rest = first_word(talk.words)
    handler, change = _VERBS.get(verb.casefold()), _CHANGES.get(verb.casefold())
    if handler is not None:
        await handler(talk, rest)
    elif change is not None:
        await _change(talk, change(talk, await talk.the_team(), rest))
    elif verb:
        await talk.say(team_cards.usage("team", talk.language))
    elif not await setup.offer(talk):
        await talk.in_one_team(lambda team_id: show(talk, team_id), ButtonAction.TEAM)


async def show(talk: Conversation, team_id: int) -> None:
    """Show the team's people in a new message, and in private the links of invitations that could not be sent."""
    await talk.say(await _team_card(talk, team_id))
    await _hand_over(talk)


@pressed(ButtonAction.TEAM)
async def show_again(talk: Conversation, team_id: int) -> None:
    """Show the team's people in place of the pressed message."""
    await talk.show(await _team_card(talk, team_id))


async def _team_card(talk: Conversation, team_id: int) -> View:
    """The team's people and, if the bot cannot see who of them is in the group, how it could."""
    roster = await talk.work(talk.desk.teams.show(talk.by, team_id, Action.MEET))
    blind = await talk.desk.presence.may_ask(roster.team) is False
    now, username = talk.now(), talk.services.bot.username
    roles = roster.team.roles_of(talk.by.id)
    return team_cards.team_card(roster, talk.language, now, talk.place.private, username, roles=roles, blind=blind)


async def here(talk: Conversation, _: str = "") -> None:
    """Make this group a team; the desk posts it."""
    if talk.place.private:
        await talk.say(people_cards.bring_me(talk.language, talk.services.bot.username))
        return
    chat = talk.update.effective_chat
    title = (chat.title if chat else None) or ""
    before = await talk.desk.teams.of_chat(talk.place.chat_id)
    team = await talk.work(talk.desk.teams.here(talk.act, talk.place.chat_id, title))
    if before is not None:
        await show(talk, team.id)


@pressed(ButtonAction.TEAM_HERE)
async def team_here(talk: Conversation) -> None:
    """Make this group a team, by the button of the greeting, which has done its work then."""
    await here(talk)
    await talk.used_up()


async def join(talk: Conversation, secret: str) -> None:
    """Join by the link of an invitation."""
    try:
        joined = await talk.work(talk.desk.teams.join(talk.act, secret))
    except AlreadyDone:  # Telegram did not take the welcome
        joined = await talk.work(talk.desk.teams.join(Act(talk.by), secret))
    await talk.say(team_cards.welcome(joined, talk.by.id, talk.language))
    await talk.services.menus.renew(talk.by.id)
    await setup.renew(talk.services, joined.id)


@command("invite")
async def invite(talk: Conversation) -> None:
    """`/invite <role>`: a link for one person, given in private so that nobody else can use it first."""
    role = _NAMES.get(talk.words.casefold().strip())
    if role is None:
        await talk.say(team_cards.usage("invite", talk.language))
        return
    await talk.in_one_team(lambda team_id: invite_to(talk, team_id, role.value), ButtonAction.INVITE, role.value)


@pressed(ButtonAction.INVITE)
async def invite_to(talk: Conversation, team_id: int, role: str) -> None:
    """Make an invitation, by the button; not for somebody who could not be given the link."""
    asks = not talk.place.private and Role.ADMIN in (await seen(talk, team_id)).roles_of(talk.by.id)
    if asks and await talk.desk.people.unreachable([talk.by.id]):
        await talk.lead_to_private(f"team_{team_id}")
        return
    await _change(talk, talk.desk.teams.invite(talk.act, team_id, _role(role)))


@pressed(ButtonAction.ADD)
async def pick(talk: Conversation, team_id: int, _: str = "") -> None:
    """Show Telegram's own list of people, in private."""
    await talk.require_private(f"add_{team_id}")
    await talk.say(team_cards.pick_people(await seen(talk, team_id), talk.language))


async def shared(talk: Conversation) -> None:
    """Add the people picked from that list."""
    given = talk.message.users_shared if talk.message else None
    meant = team_cards.picked(given.request_id) if given else None
    if given is None or meant is None:
        return
    people = [
        Person(user.user_id, " ".join(filter(None, [user.first_name, user.last_name])), talk.by.language)
        for user in given.users
    ]
    verb = talk.desk.teams.add(talk.act, meant[0], people, meant[1])
    view = team_cards.added([each.name for each in people], talk.language, talk.services.bot.username)
    await _change(talk, verb, lambda _: talk.say(view))


@pressed(ButtonAction.MEMBER)
async def member(talk: Conversation, team_id: int, person_id: int) -> None:
    """Show one member, in place."""
    await talk.show(_member_card(talk, await seen(talk, team_id), person_id))


def _member_card(talk: Conversation, team: OurTeam, person_id: int) -> View:
    """One member, with the buttons of an admin if the reader is one."""
    admin = Role.ADMIN in team.roles_of(talk.by.id)
    return team_cards.member_card(team, _member(team, person_id), talk.language, admin=admin)


@pressed(ButtonAction.ROLE)
async def toggle(talk: Conversation, team_id: int, person_id: int, role: str, give: int) -> None:
    """Give a role, or take it, as the button says."""
    held, named = _member(await seen(talk, team_id), person_id).roles, {_role(role)}
    roles = held | named if give else held - named
    verb = talk.desk.teams.set_roles(talk.act, team_id, person_id, roles)
    await _change(talk, verb, lambda done: talk.show(_member_card(talk, done.team, person_id)))


@pressed(ButtonAction.REMOVE_ASK)
async def remove_ask(talk: Conversation, team_id: int, person_id: int) -> None:
    team = await seen(talk, team_id)
    await talk.show(team_cards.remove_question(team, _member(team, person_id), talk.language))


@pressed(ButtonAction.REMOVE)
async def remove(talk: Conversation, team_id: int, person_id: int) -> None:
    verb = talk.desk.teams.remove(talk.act, team_id, person_id)
    await _change(talk, verb, lambda _: show_again(talk, team_id))


@pressed(ButtonAction.SECOND)
async def second(talk: Conversation, proposal_id: int) -> None:
    """Give the second word on a change that loosens."""
    result = await _of_proposal(talk, talk.desk.teams.second(talk.act, proposal_id))
    if result is None or result.kind != "policy":
        await talk.show(team_cards.agreed(result, talk.language))
    else:  # of new rules, the rules
        rules = await talk.desk.policy.show(result.team.id)
        await talk.show(policy_cards.changed(rules, result, talk.language))
    if result is not None:
        await _hand_over(talk)
        await _news(talk, result)


@pressed(ButtonAction.DROP)
async def drop(talk: Conversation, proposal_id: int) -> None:
    """Turn a change down; the desk posts it."""
    await _of_proposal(talk, talk.desk.teams.drop(talk.act, proposal_id))
    await talk.show(answers.sentence(talk.language, "turned-down"))


async def _of_proposal(talk: Conversation, verb: Coroutine[Any, Any, T]) -> T:
    """Do something about a change that waits; if it is settled already, its buttons go."""
    try:
        return await _keeping_link(talk, verb)
    except Refusal as refusal:
        if refusal.reason in _SETTLED:
            await talk.show(answers.refusal(refusal.why, talk.language))
        raise


async def _change(
    talk: Conversation, verb: Coroutine[Any, Any, Changed | Proposed], show: ShowsChange | None = None
) -> None:
    """Change something of a team, and say or show what became of it."""
    await told(talk, await _keeping_link(talk, verb), show)


async def _keeping_link(talk: Conversation, verb: Coroutine[Any, Any, T]) -> T:
    """Do it and keep an invitation's link until it is sent; if it was done before, the links that are kept are sent."""
    try:
        result = await talk.work(verb)
    except AlreadyDone:
        await _hand_over(talk)
        raise
    if isinstance(result, Changed) and result.code:
        talk.services.unsent_invitations[talk.by.id].append(result)
    return result


async def told(talk: Conversation, result: Changed | Proposed, show: ShowsChange | None = None) -> None:
    """Say what became of a change, or `show` it once it holds; in its group the desk posts that itself."""
    if isinstance(result, Proposed):
        view = team_cards.proposed(result, talk.language if talk.place.private else talk.reader, talk.now())
        await (talk.say(view) if talk.place.private else talk.answer(view.alert, alert=True))
        return
    if show is not None:
        await show(result)
    elif result.code:
        await _hand_over(talk)
    elif talk.place.private:
        await talk.say(team_cards.changed(result, talk.language))
    else:
        await talk.answer(team_cards.changed(result, talk.reader).alert)
    await _news(talk, result)


async def _news(talk: Conversation, result: Changed) -> None:
    """Show those whose roles changed the commands that they need now, and what is set on the setup's card."""
    match result.change:
        case RolesChange() | RemovedChange():
            whose = [result.change.person_id]
        case AddedChange():
            whose = [each.id for each in result.change.people]
        case ClosedChange():
            whose = [each.person_id for each in result.team.active]
        case _:
            whose = []
    await talk.services.menus.renew(*whose)
    await setup.renew(talk.services, result.team.id)


async def _hand_over(talk: Conversation) -> None:
    """Send in private the links of the invitations that this person made; what cannot be sent waits for them there."""
    owed = talk.services.unsent_invitations[talk.by.id]
    for made in tuple(owed):
        assert isinstance(made.change, InvitedChange), "only an invitation has a code"
        role = _role(made.change.role)
        view = team_cards.invitation(made.team, role, made.code, talk.reader, talk.services.bot.username)
        if talk.place.private:
            await talk.say(view)
        elif await talk.send_alone(f"team_{made.team.id}", partial(talk.services.sender.post, view=view)):
            await talk.answer(answers.sentence(talk.reader, "invitation-sent").alert)
        else:
            return
        owed[:] = [each for each in owed if each is not made]


async def _add(talk: Conversation, words: str) -> None:
    """`/team add` shows Telegram's own list; `/team add 4711 approver` takes somebody who pressed Start."""
    number, role = first_word(words)
    team = await talk.the_team()
    if not words:
        await pick(talk, team.id)
        return
    wanted = _NAMES.get(role.casefold() or "requester")
    if wanted is None or not re.fullmatch(r"#?[0-9]{1,19}", number, re.ASCII):
        await talk.say(team_cards.usage("team", talk.language))
        return
    person_id = int(number.lstrip("#"))
    try:
        result = await talk.work(talk.desk.teams.add_known(talk.act, team.id, person_id, wanted))
    except Refusal as refusal:
        if not isinstance(refusal.why, NotStarted):
            raise
        await talk.say(team_cards.not_started(refusal.why, talk.language, talk.services.bot.username))
        return
    await told(talk, result)
    if isinstance(result, Changed) and talk.place.private:
        await talk.say(_member_card(talk, result.team, person_id))


async def _roles(talk: Conversation, words: str) -> None:
    """`/team role @boris approver, buyer`."""
    name, listed = first_word(words)
    roles = [_NAMES.get(each) for each in re.split(r"[\s,，、]+", listed.casefold()) if each]
    wanted = frozenset(each for each in roles if each is not None)
    if not roles or None in roles:
        await talk.say(team_cards.usage("team", talk.language))
        return
    team = await talk.the_team()
    await _change(talk, talk.desk.teams.set_roles(talk.act, team.id, called(team, name), wanted))


async def _limit(talk: Conversation, words: str) -> None:
    """`/team limit @boris 5000`, `off` for none."""
    name, amount = first_word(words)
    team = await talk.the_team()
    try:
        limit = None if amount.casefold() == "off" else fen_from_yuan(amount)
    except ValueError:
        await talk.say(team_cards.usage("team", talk.language))
        return
    await _change(talk, talk.desk.teams.set_limit(talk.act, team.id, called(team, name), limit))


async def _mark(talk: Conversation, words: str) -> None:
    """`/team mark TEXT`, `off` for none; without a text the settings show it."""
    team = await talk.the_team()
    if words:
        mark = "" if words.casefold() == "off" else words
        await _change(talk, talk.desk.teams.mark(talk.act, team.id, mark))
    else:
        await settings(talk, team.id)


async def _tag(talk: Conversation, words: str) -> None:
    """`/team tag TEXT` for what is asked for in this topic, else in all of the group; `off` for none.

    Without a text the answer is which one holds here.
    """
    team, topic = await talk.the_team(), None if talk.place.private else talk.place.topic_id
    if words:
        tag = "" if words.casefold() == "off" else words
        await _change(talk, talk.desk.teams.topic_tag(talk.act, team.id, topic, tag))
    else:
        tag = await talk.work(talk.desk.tagging.of_topic(team.id, topic))
        await talk.say(answers.sentence(talk.language, "topic-tag-here", tag=tag or "–"))


@pressed(ButtonAction.SETTINGS)
async def settings(talk: Conversation, team_id: int) -> None:
    """Show the settings; by a button in place of the pressed message."""
    await talk.put(team_cards.settings_card(await seen(talk, team_id), talk.language, talk.now()))


@pressed(ButtonAction.LANGUAGE)
async def language(talk: Conversation, team_id: int, language: str) -> None:
    """Choose the language of the group's cards."""
    await _changed(talk, await talk.work(talk.desk.teams.language(talk.act, team_id, language)))


@command("rate")
async def rate(talk: Conversation) -> None:
    """`/rate` asks by buttons, `/rate USD` for its rate; `/rate USD 7.26` sets yuan for one unit of that currency."""
    if not talk.words:
        await talk.in_one_team(lambda team_id: settings(talk, team_id), ButtonAction.SETTINGS)
        return
    currency, amount = first_word(talk.words)
    team = await talk.the_team()
    await (rate_words(talk, team.id, currency, amount) if amount else rate_ask(talk, team.id, currency))


@pressed(ButtonAction.RATE_ASK)
async def rate_ask(talk: Conversation, team_id: int, typed: str) -> None:
    """Ask for the rate of a currency."""
    currency = await talk.work(talk.desk.teams.currency_to_set(talk.by, team_id, typed))
    dialog = RateDialog(team_id=team_id, currency=currency)
    await talk.ask_typed(dialog, "ask-rate", currency=currency, example="7.26")


async def rate_words(talk: Conversation, team_id: int, currency: str, words: str) -> None:
    """Take the typed rate."""
    await _change(talk, talk.desk.teams.rate(talk.act, team_id, currency, words.strip()))


@pressed(ButtonAction.RATE_STILL)
async def rate_still(talk: Conversation, team_id: int) -> None:
    """The rate that there is holds today as well."""
    team = await seen(talk, team_id)
    if team.rate is None:
        raise Refusal(RateWrong(rate="–"))
    verb = talk.desk.teams.rate(talk.act, team_id, team.currency, str(team.rate))
    await _changed(talk, await talk.work(verb))


async def _changed(talk: Conversation, result: Changed | Proposed) -> None:
    """Show the settings as they are now; what waits for a second word is said."""
    await told(talk, result, lambda done: talk.show(team_cards.settings_card(done.team, talk.language, talk.now())))


async def seen(talk: Conversation, team_id: int) -> OurTeam:
    """A team that this person may see; Refusal for any other."""
    return (await talk.work(talk.desk.teams.show(talk.by, team_id))).team


def _member(team: OurTeam, person_id: int) -> Member:
    member = team.member(person_id)
    if member is None or not member.active:
        raise Refusal(UnknownMember(person_id=person_id))
    return member


def called(team: OurTeam, name: str) -> int:
    """The person meant by a name after an @."""
    person_id = team.person_called(name.strip().lstrip("@")) if name.strip() else None
    if person_id is None:
        raise Refusal(NobodyCalled(name=name.strip()[:40] or "–"))
    return person_id


def _role(word: str) -> Role:
    role = _NAMES.get(word)
    if role is None:
        raise Refusal(RoleUnknown(role=word[:20]))
    return role


_VERBS: dict[str, Callable[[Conversation, str], Awaitable[None]]] = {
    "here": here,
    "add": _add,
    "role": _roles,
    "roles": _roles,
    "limit": _limit,
    "mark": _mark,
    "tag": _tag,
}
_CHANGES: dict[str, Callable[[Conversation, OurTeam, str], Coroutine[Any, Any, Changed | Proposed]]] = {
    "remove": lambda talk, team, words: talk.desk.teams.remove(talk.act, team.id, called(team, words)),
    "language": lambda talk, team, words: talk.desk.teams.language(talk.act, team.id, words.casefold()),
    "zone": lambda talk, team, words: talk.desk.teams.zone(talk.act, team.id, words),
    "close": lambda talk, team, _: talk.desk.teams.close(talk.act, team.id),
}
