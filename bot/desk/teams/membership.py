"""Prepares each change of a team's people and settings: what it would be, and whether it loosens the rules.

On the one word of a sole admin the first approver comes in; it is remembered whether a team ever had one. Closing ends
a team's open requests; its group may become a team again later.
"""

import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency

from bot.desk.ledger.facts import FIRST_APPROVER, RATES, SETUP, TEAM_ADDRESS, FirstApprover, StoredRate
from bot.desk.ledger.teams import hash_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.proposals import TEAM_CLOSED, settle
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import (
    AlreadyHasRole,
    CurrencyUnknown,
    LanguageUnknown,
    MarkWrong,
    RateWrong,
    SettingsAdmin,
    UnknownMember,
    ZoneUnknown,
)
from bot.desk.teams.team_changes import Facts, MakeReady, Ready, record_in_team, team_in
from bot.purchasing.approval.loosening import (
    RATE_SPAN,
    Rate,
    besides_first_approver,
    first_approver,
    people_loosen,
    rate_loosens,
    recent,
    role_loosens,
    zone_loosens,
)
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.rights import NOBODYS_IDS, Action
from bot.purchasing.approval.team import Member, Role, Team, zone_of
from bot.purchasing.events.lists import ListEnded
from bot.purchasing.events.teams import MemberForgotten, RequestEndedWithTeam
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.money import LARGEST, Fen
from bot.purchasing.notices.base import Called
from bot.purchasing.notices.changes import (
    AddedChange,
    ClosedChange,
    InvitedChange,
    LanguageChange,
    LimitChange,
    MarkChange,
    OfMember,
    RateChange,
    RemovedChange,
    RolesChange,
    SettingChange,
    TopicTagChange,
    ZoneChange,
)
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.orders.tags import tag_typed
from bot.purchasing.people.teams import Invitation, OurTeam
from bot.purchasing.person import Person
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.seller_notes import MARK_LIMIT, is_mark

INVITATION_LIFE = timedelta(hours=24)
_OF_SEVERAL_COUNTRIES = frozenset({"XAF", "XCD", "XCG", "XOF", "XPF"})
"""The only ISO 4217 codes that begin with X and are money; the others are metals, test codes or no currency."""
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}|,[0-9]{1,2}|,[0-9]{4,6})?", re.ASCII)
"""An amount as typed, also with a comma, but not if the comma could separate thousands."""


async def _first(uow: UnitOfWork, team_id: int) -> FirstApprover:
    return await uow.facts.get(FIRST_APPROVER.of(team_id)) or FirstApprover()


async def had_approver(uow: UnitOfWork, team_id: int) -> bool:
    """Whether somebody ever was an approver of this team, or may still become one by a link given out on one word."""
    first = await _first(uow, team_id)
    return first.had or await uow.teams.is_open(first.link)


async def remember(uow: UnitOfWork, team_id: int, roles: frozenset[Role]) -> None:
    """Note that somebody holds these roles now."""
    first = await _first(uow, team_id)
    if Role.APPROVER in roles and not first.had:
        await uow.facts.put(FIRST_APPROVER.of(team_id), replace(first, had=True))


async def needs_a_second_word_now(uow: UnitOfWork, team: Team, code: str) -> bool:
    """Whether this link was given out on one word, and another admin came since, who could have said the second."""
    link = (await _first(uow, team.id)).link
    return link == hash_of(code) and len(team.holders(Role.ADMIN)) > 1


def with_member(team: OurTeam, member: Member) -> OurTeam:
    """The team as it would be with this member in it."""
    others = tuple(each for each in team.members if each.person_id != member.person_id)
    return replace(team, members=(*others, member))


def words(roles: Iterable[Role]) -> list[str]:
    """Roles as they are told and journaled."""
    return sorted(role.value for role in roles)


def active_member(team: OurTeam, facts: Facts) -> Member:
    """The member that a change is about; Refusal if this person is no member now."""
    person_id = facts["person_id"]
    member = team.member(person_id)
    if member is None or not member.active:
        raise Refusal(UnknownMember(person_id=person_id))
    return member


async def write(uow: UnitOfWork, team: OurTeam, member: Member) -> None:
    """Store a member as given; if they leave, what they asked for stays with the team."""
    if await uow.people.person(member.person_id) is None:
        await uow.people.put_person(Person(member.person_id, member.name, team.language), None)
    await uow.teams.put_member(team.id, member.person_id, roles=member.roles, limit=member.limit, active=member.active)
    if team.only_receives(member.person_id) is not with_member(team, member).only_receives(member.person_id):
        for number in await uow.cards.waiting(member.person_id):
            uow.redraw(number)
    await remember(uow, team.id, member.roles)
    if not member.active and team.chat_id is not None:
        await uow.requests.hand_over(team.id, member.person_id, team.chat_id)


async def _of_member(uow: UnitOfWork, team: OurTeam, before: Member, after: Member, change: OfMember) -> Ready:
    if before == after:
        raise Refusal(RefusalReason.NOTHING_CHANGES)
    effective = after
    if after.person_id in uow.teams.admins:
        effective = replace(after, roles=after.roles | {Role.ADMIN}, active=True)
    policy = await uow.teams.policy(team.id, team.policy_version)
    counted = besides_first_approver(team, effective, had=await had_approver(uow, team.id))
    then = with_member(team, counted)
    return Ready(
        Action.CHANGE_ROLES,
        people_loosen(policy, team, then),
        await uow.teams.member_version(team.id, before.person_id),
        lambda uow: write(uow, team, after),
        replace(change, person=team.known_as(before.person_id), person_id=before.person_id),
    )


async def roles(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change a member's roles."""
    before = active_member(team, facts)
    after = replace(before, roles=frozenset(Role(word) for word in facts["roles"]))
    if not after.roles:
        raise Refusal(RefusalReason.TEAM_NEEDS_ROLE)
    if before.person_id in uow.teams.admins and Role.ADMIN not in after.roles:
        raise Refusal(SettingsAdmin(name=before.name))
    change = RolesChange(before=tuple(words(before.roles)), after=tuple(words(after.roles)))
    return await _of_member(uow, team, before, after, change)


async def limit(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change how much a member may approve."""
    before, amount = active_member(team, facts), facts["limit"]
    if amount is not None and not (isinstance(amount, int) and 0 <= amount <= LARGEST):
        raise Refusal(RefusalReason.LIMIT_WRONG)
    after = replace(before, limit=None if amount is None else Fen(amount))
    return await _of_member(uow, team, before, after, LimitChange(before=before.limit, after=after.limit))


async def removed(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Remove a member; their limit is kept in case they come back."""
    before = active_member(team, facts)
    if before.person_id in uow.teams.admins:
        raise Refusal(SettingsAdmin(name=before.name))
    after = replace(before, roles=frozenset(), active=False)
    return await _of_member(uow, team, before, after, RemovedChange(before=tuple(words(before.roles))))


async def added(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Add people whom an admin picked from their contacts."""
    role = Role(str(facts["role"]))
    people = [Person(int(each["id"]), str(each["name"]), str(each["language"])) for each in facts["people"]]
    if any(each.id in NOBODYS_IDS or each.id <= 0 for each in people):
        raise Refusal(RefusalReason.NO_IDENTITY)
    new: list[Member] = []
    for each in people:
        member = team.member(each.id)
        if member is None:
            new.append(Member(each.id, each.name, frozenset({role})))
        elif not member.holds(role) and role not in team.roles_of(each.id):
            new.append(replace(member, roles=member.roles | {role}, active=True))
    if not new:
        raise Refusal(AlreadyHasRole(role=role.value))
    wider = team
    for member in new:
        wider = with_member(wider, member)
    numbers = [member.person_id for member in new]
    base = await uow.teams.member_version(team.id, *numbers)
    change = AddedChange(people=tuple(Called(each, wider.known_as(each)) for each in numbers), role=role.value)
    if len(new) == 1:  # of several, only one could be the first approver
        wider = with_member(wider, besides_first_approver(team, new[0], had=await had_approver(uow, team.id)))
    loosens = people_loosen(await uow.teams.policy(team.id, team.policy_version), team, wider)

    async def deed(uow: UnitOfWork) -> None:
        for member in new:
            await write(uow, team, member)

    return Ready(Action.CHANGE_ROLES, loosens, base, deed, change)


async def invited(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Invite somebody with a role; the code is made only when the change takes effect."""
    role, until = Role(str(facts["role"])), uow.now + INVITATION_LIFE
    first = first_approver(team, role, had=await had_approver(uow, team.id))

    async def deed(uow: UnitOfWork) -> str:
        code = secrets.token_urlsafe(16)  # 128 bits, in characters that a deep link can carry
        if first:
            await uow.facts.put(FIRST_APPROVER.of(team.id), FirstApprover(had=False, link=hash_of(code)))
        await uow.teams.invite(code, Invitation(team.id, role, by.id, until))
        return code

    change = InvitedChange(role=role.value, until=until)
    return Ready(Action.INVITE, role_loosens(role) and not first, 0, deed, change)


async def language(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change the language of the group's cards."""
    wanted = str(facts["language"])
    if wanted not in LANGUAGES:
        raise Refusal(LanguageUnknown(known=LANGUAGES))
    return _setting(team, LanguageChange(before=team.language, after=wanted), {"language": wanted})


async def zone(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change the zone of the team's months, deadlines and working hours."""
    wanted = str(facts["zone"])
    try:
        zone_of(wanted)
    except ValueError:
        raise Refusal(ZoneUnknown(zone=wanted[:40])) from None
    outlays, placed = await uow.votes.outlays(team.id, 0), await uow.votes.placed(team.id, 0)
    policy, away = await uow.teams.policy(team.id, team.policy_version), await uow.teams.delegations(team.id)
    loosens = zone_loosens(policy, team, replace(team, time_zone=wanted), away, outlays, placed, uow.now)
    change = ZoneChange(before=team.time_zone, after=wanted)
    return _setting(team, change, {"time_zone": wanted}, loosens=loosens)


async def mark(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change what stands in the notes to sellers; empty is nothing."""
    wanted = str(facts["mark"])
    if not is_mark(wanted):
        raise Refusal(MarkWrong(limit=MARK_LIMIT))
    return _setting(team, MarkChange(before=team.mark, after=wanted), {"mark": wanted})


async def topic_tag(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change the tag of what is asked for in a topic of the group, or in all of it; empty is none of its own."""
    wanted, topic = tag_typed(str(facts["tag"])), facts["topic"]
    if facts["tag"] and not wanted:
        raise Refusal(RefusalReason.TAG_WRONG)
    before = await uow.costs.topic_tag(team.id, topic)
    after = wanted or (await uow.costs.topic_tag(team.id, None) if topic else "")

    async def deed(uow: UnitOfWork) -> None:
        await uow.costs.put_topic_tag(team.id, topic, wanted)

    if before == after:
        raise Refusal(RefusalReason.NOTHING_CHANGES)
    return Ready(Action.CHANGE_TEAM, False, 0, deed, TopicTagChange(before=before, after=after))


def known_currency(typed: str) -> str:
    """The currency in capitals; Refusal if it is none that money of a country has (ISO 4217)."""
    currency = typed.upper()
    metal = currency.startswith("X") and currency not in _OF_SEVERAL_COUNTRIES
    if metal or not _CURRENCY.fullmatch(currency) or not is_currency(currency):
        raise Refusal(CurrencyUnknown(currency=currency[:40]))
    return currency


async def rate(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Change the team's currency and its rate in yuan, of today."""
    currency, typed = str(facts["currency"]).upper(), str(facts["rate"])
    if not _CURRENCY.fullmatch(currency) or not _RATE.fullmatch(typed) or not Decimal(typed.replace(",", ".")):
        raise Refusal(RateWrong(rate=f"{currency} {typed}"[:40]))
    typed, currency = typed.replace(",", "."), known_currency(currency)
    today = team.today(uow.now).isoformat()
    before = None if team.rate is None else f"{team.currency} {team.rate}"
    values = {"currency": currency, "rate": typed, "rate_date": today}
    change = RateChange(currency=currency, before=before, after=typed, date=today)
    new = Rate(currency, Decimal(typed), uow.now)

    async def deed(uow: UnitOfWork) -> None:
        rates = (*recent(await _rates(uow, team), uow.now), new)
        await uow.facts.put(
            RATES.of(team.id), tuple(StoredRate(each.currency, each.yuan, each.since) for each in rates)
        )
        await uow.costs.put_rate(team.id, new)
        await uow.teams.set(team.id, **values)

    return Ready(Action.CHANGE_RATE, rate_loosens(await _rates(uow, team), new), 0, deed, change)


async def _rates(uow: UnitOfWork, team: OurTeam) -> tuple[Rate, ...]:
    """The rates of the last days, which the next one is compared with; the last holds now; none if there is no rate."""
    if team.rate is None:
        return ()
    rates = tuple(Rate(*each) for each in await uow.facts.get(RATES.of(team.id)) or ())
    return rates or (Rate(team.currency, team.rate, uow.now - RATE_SPAN),)


def _setting(team: OurTeam, change: SettingChange, values: dict[str, str], *, loosens: bool = False) -> Ready:
    if change.before == change.after:
        raise Refusal(RefusalReason.NOTHING_CHANGES)
    return Ready(Action.CHANGE_TEAM, loosens, 0, lambda uow: uow.teams.set(team.id, **values), change)


async def leave_every_team(uow: UnitOfWork, person_id: int) -> None:
    """They are in no team any more, which each group hears without their name; an admin by the settings stays one.

    What waits for them is judged anew.
    """
    await uow.teams.come_back(person_id)
    if person_id in uow.teams.admins:
        return
    for team_id in sorted(each.id for each in await uow.teams.of_person(person_id)):
        team = await team_in(uow, team_id)
        member = team.member(person_id)
        if member is not None and member.active:
            await write(uow, team, replace(member, roles=frozenset[Role](), active=False, limit=None))
            await record_in_team(uow, MemberForgotten(our_team=team, member=member))


async def drop_changes(uow: UnitOfWork, person_id: int) -> None:
    """End the changes that they proposed, and those about them."""
    for each in await uow.teams.every_proposal():
        people: Any = each.change.get("people") or ()
        about = {each.made_by, each.change.get("person_id"), *(person.get("id") for person in people)}
        if person_id in about:
            with suppress(Refusal):  # somebody settled it just now
                await settle(uow, each, "proposal-superseded")


async def closed(uow: UnitOfWork, team: OurTeam, by: Person, facts: Facts) -> Ready:
    """Close the team of a group; it always takes a second word, since without its rules more could be bought."""
    unended = [await uow.purchase(number) for number in await uow.requests.unended(team.id)]
    open_now = [each for each in unended if _is_unsent(each) and each.request.state is not RequestState.DRAFT]
    change = ClosedChange(open=len(open_now))
    return Ready(Action.CHANGE_TEAM, True, 0, lambda uow: _close(uow, team, by), change)


async def _close(uow: UnitOfWork, team: OurTeam, by: Person) -> None:
    for number in await uow.requests.unended(team.id):
        await uow.votes.lock(number)  # before it is read: somebody may be deciding on it just now
        purchase = await uow.purchase(number)
        if _is_unsent(purchase):
            await _end(uow, purchase, by)
        elif purchase.request.waits:
            # Its order exists: nobody of the team is left to agree to its price, so the admins of the settings do.
            await uow.requests.update_progress(purchase.request, needs=None, next_at=None, valid_until=None)
            uow.redraw(purchase.request.id)
    if lines := await uow.lists.lines(team.id):
        await uow.lists.drop(lines)
        offers = tuple(each.offer.offer_id for each in lines)
        event = ListEnded(actor=by.id, team=team.id, title=team.title, group=None, offers=offers)
        await uow.record(event)
    for each in await uow.teams.every_proposal():
        if each.team_id == team.id:
            await settle(uow, each, TEAM_CLOSED, by)
    await uow.teams.close(team.id)


def _is_unsent(purchase: Purchase) -> bool:
    """Whether nothing of it was sent to 1688; one whose order exists, or may exist, goes on."""
    if purchase.request.state is not RequestState.APPROVED:
        return not price_asked(purchase)
    attempt = purchase.attempt
    return not purchase.orders and attempt is not None and attempt.never_sent and attempt.by_hand is None


async def _end(uow: UnitOfWork, purchase: Purchase, by: Person) -> None:
    """End one request with its team; those who waited for an answer are told."""
    request, attempt = purchase.request, purchase.attempt
    if request.state is RequestState.APPROVED and attempt is not None:
        await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=ClosedReason.TEAM_CLOSED)
    await uow.lists.give_back(request.id)  # the list ends with its team, once
    await uow.requests.end(request, RequestState.CANCELLED, ClosedReason.TEAM_CLOSED)
    await uow.record(RequestEndedWithTeam(actor=by.id, request=request, by=by.name))


async def reopen(uow: UnitOfWork, team: OurTeam, title: str, language: str, by: Person) -> int:
    """Make the group a team again, with none of its former people and a new team's rules; returns its number."""
    for member in team.members:
        if await uow.teams.member_version(team.id, member.person_id):
            await uow.teams.put_member(
                team.id, member.person_id, roles=frozenset[Role](), limit=member.limit, active=False
            )
    await uow.teams.set(team.id, active=True, title=title or team.title, language=language, mark="")
    await uow.teams.change_policy(team, default_policy(), by.id)
    await uow.facts.forget(FIRST_APPROVER.of(team.id), SETUP.of(team.id), TEAM_ADDRESS.of(team.id))
    return team.id


KINDS: dict[str, MakeReady] = {
    "roles": roles, "limit": limit, "removed": removed, "added": added, "invited": invited, "language": language,
    "zone": zone, "mark": mark, "tag": topic_tag, "rate": rate, "closed": closed,
}  # fmt: skip
"""Every possible change of people and settings, by the word that proposals and notices carry."""
