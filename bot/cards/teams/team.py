"""Shows a team to its people: members, invitations, changes that wait, absences, settings and usual rules."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.cards.blocks import sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, ours, text
from bot.cards.blocks.view import Keyboard, Pick, View
from bot.cards.blocks.writer import (
    DONE,
    NEEDS_YOU,
    WAITS,
    Writer,
    deep_link,
    dotted,
    gap,
    grid,
    open_in_private,
    press,
    rows,
    share_link,
    show,
)
from bot.desk.shared.refusals import NotStarted
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.people.teams import Absence, Changed, OurTeam, Proposed
from bot.purchasing.text import LANGUAGES

ROLES = (Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.ADMIN, Role.RECEIVER)
"""The roles in the order they are offered; the number of a pick is the team's times ten plus this place."""
_MOST_MEMBERS = 40
_MOST_PROPOSALS = 5
_MOST_CALLED = 8
CURRENCIES = ("USD", "EUR", "RUB", "KZT")
USUAL_RULES = (
    ("try-one", "else: any of approvers"),
    ("try-two", "to 1000: any of approvers\nelse: 2 of approvers"),
    ("try-small", "to 500: auto\nelse: any of approvers"),
    ("try-note", "note from 1000"),
    ("try-remind", "remind 2h"),
)
"""The label of each, and the lines that it stands for; a button carries its place here."""
SPANS = (1, 2, 3, 7, 14)
"""The days of an absence that are offered."""
_MOST_STAND_INS = 8


def team_card(
    roster: Roster,
    language: str,
    now: datetime,
    private: bool,
    username: str,
    *,
    roles: frozenset[Role],
    blind: bool = False,
) -> View:
    """Who is in it with which roles, who is away, what waits; everything is changed in private.

    `roles` are the reader's: in private it has the buttons that they may use. `blind`: the bot cannot see who is in
    the group.
    """
    w, team = Writer(language, now), roster.team
    lines = [w.head("", None, "head-team", team=team_lines.title_of(team), n=len(team.active)), gap()]
    lines += [member_line(w, team, each, roster.absences) for each in team.active[:_MOST_MEMBERS]]
    lines += team_lines.without_buyer(w, team)
    lines += [] if all(team.is_clear(each.person_id) for each in team.active) else [w.line("names-alike")]
    language_and_zone = w.line("team-settings", words=w.line(f"language-{team.language}"), zone=team.time_zone)
    lines += [gap(), language_and_zone, *sums.rate_line(w, team, now)]
    if roster.invitations:
        lines.append(w.line("invitations-open", n=len(roster.invitations)))
    proposals = roster.proposals[:_MOST_PROPOSALS]
    for each in proposals:
        what, name = w.line(f"what-{each.kind}"), team_lines.known_as(team, each.made_by)
        lines.append(w.marked(WAITS, "proposal-waits", what=what, name=name, when=w.when(each.made_at)))
    waiting = [row for each in proposals for row in team_lines.second_buttons(w, each.id)]
    lines += [*([gap(), w.marked(NEEDS_YOU, "group-blind")] if blind else [])]
    lines += _not_started(w, roster, private, username)
    rules = w.button("rules", of_team(team, ButtonAction.POLICY)) if roles != {Role.RECEIVER} else None
    # For those who decide: somebody else does while they are away.
    away = w.button("away-self", of_team(team, ButtonAction.AWAY, 0)) if Role.APPROVER in roles else None
    if not private:
        start = open_in_private(w, "press-start", username, "hello") if roster.unreached else None
        manage = open_in_private(w, "manage-team", username, f"team_{team.id}")
        return View(join(lines), rows(*waiting, [start], [rules, manage]))
    if Role.ADMIN not in roles:
        return View(join(lines), rows([rules, away]))
    lines += [gap(), w.line("team-how")]
    return View(join(lines), (*rows(*waiting), *_manage(w, team), *rows([away])))


def _not_started(w: Writer, roster: Roster, private: bool, username: str) -> list[Html]:
    """Who has not pressed Start: mentioned by name in the group; in private the link to pass on."""
    if not roster.unreached:
        return []
    named = [(each, team_lines.known_as(roster.team, each)) for each in roster.unreached[:_MOST_CALLED]]
    names = team_lines.people(w, roster.team, roster.unreached) if private else team_lines.called(w, named)
    link = [ours(deep_link(username, "hello"))] if private else []
    return [gap(), w.marked(NEEDS_YOU, "not-started", names=names), *link]


def member_line(w: Writer, team: Team, member: Member, absences: Sequence[Absence] = ()) -> Html:
    """Who it is, with which roles, up to which sum, and when they are away."""
    name = w.named(text(team_lines.known_as(team, member.person_id)))
    parts = [Html(f"{name}{w.line('colon')}{team_lines.role_words(w, sorted(member.roles))}")]
    if member.limit is not None and Role.APPROVER in member.roles:
        parts.append(w.line("limit-to", limit=show(member.limit)))
    parts += [w.line("member-left")] if member.rests else []
    for each in absences:
        days = {"first": sums.day(w, each.first), "last": sums.day(w, each.last)}
        if each.by == member.person_id and each.to is None:
            parts.append(w.line("away-days", **days))
        elif each.by == member.person_id and each.to is not None:
            parts.append(w.line("away-days-for", name=team_lines.known_as(team, each.to), **days))
    return dotted(parts)


def _manage(w: Writer, team: OurTeam) -> Keyboard:
    members = [
        press(team_lines.known_as(team, each.person_id), Code(ButtonAction.MEMBER, (team.id, each.person_id)))
        for each in team.active[:_MOST_MEMBERS]
    ]
    invite = [w.button(f"invite-{role.value}", Code(ButtonAction.INVITE, (team.id, role.value))) for role in ROLES]
    pick = w.button("pick-people", Code(ButtonAction.ADD, (team.id, Role.REQUESTER.value)))
    rules = w.button("rules", Code(ButtonAction.POLICY, (team.id,)))
    more = w.button("settings", Code(ButtonAction.SETTINGS, (team.id,)))
    return (*grid(members, 2), *grid(invite, 2), *rows([pick], [rules, more]))


def member_card(team: OurTeam, member: Member, language: str, *, admin: bool) -> View:
    """One member, and what an admin can change; a press gives or takes a role."""
    w = Writer(language)
    key = "limit-to" if member.limit is not None else "limit-none"
    limit = w.line(key, limit=show(member.limit) if member.limit is not None else "")
    lines = [
        w.head("", None, "head-member", name=team_lines.known_as(team, member.person_id)),
        team_lines.role_words(w, sorted(member.roles)),
        *([limit] if Role.APPROVER in member.roles else []),
        w.line("member-number", id=code(str(member.person_id))),
    ]
    back = w.button("back", Code(ButtonAction.TEAM, (team.id,)))
    if not admin:
        return View(join(lines), rows([back]))
    lines += [
        gap(),
        w.line("limit-how", usage=code(f"/team limit @{team.handles.get(member.person_id, member.person_id)} 5000")),
    ]
    toggles = [
        press(
            f"{'✓' if role in member.roles else '+'} {w.label(f'role-{role.value}')}",
            Code(ButtonAction.ROLE, (team.id, member.person_id, role.value, int(role not in member.roles))),
        )
        for role in ROLES
    ]
    remove = w.button("remove", Code(ButtonAction.REMOVE_ASK, (team.id, member.person_id)), "danger")
    return View(join(lines), (*grid(toggles, 2), *rows([back, remove])))


def remove_question(team: OurTeam, member: Member, language: str) -> View:
    """Asks for the second press that removes a member."""
    w, name = Writer(language), team_lines.known_as(team, member.person_id)
    yes = w.button("remove-yes", Code(ButtonAction.REMOVE, (team.id, member.person_id)), "danger")
    no = w.button("back", Code(ButtonAction.MEMBER, (team.id, member.person_id)))
    return View(w.marked(NEEDS_YOU, "remove-question", name=name), rows([yes, no]))


def invitation(team: OurTeam, role: Role, secret: str, language: str, username: str) -> View:
    """The invitation's link for one person, to be passed on."""
    w = Writer(language)
    link = deep_link(username, f"join_{secret}")
    facts = {"role": w.line(f"role-{role.value}"), "team": team_lines.title_of(team)}
    lines = [w.line("invitation", **facts), ours(link), w.line("invitation-how")]
    words = w.label("share-text", **facts)
    return View(join(lines), rows([w.link("share", share_link(link, words), "primary"), w.copy("copy-link", link)]))


def not_started(why: NotStarted, language: str, username: str) -> View:
    """Says that somebody must press Start first, with the link to pass on."""
    w, link = Writer(language), deep_link(username, "hello")
    lines = [w.marked(NEEDS_YOU, "refusal-not-started", id=code(str(why.person_id))), ours(link)]
    share = w.link("share", share_link(link, w.label("share-start-text")), "primary")
    return View(join(lines), rows([share, w.copy("copy-link", link)]))


def welcome(team: OurTeam, person_id: int, language: str) -> View:
    """Says that somebody has just joined."""
    w, member = Writer(language), team.member(person_id)
    held = team_lines.role_words(w, sorted(member.roles)) if member else Html("")
    how = "start-receive" if team.only_receives(person_id) else "start-how"
    lines = [w.marked(DONE, "welcome", team=team_lines.title_of(team), roles=held), gap(), w.line(how)]
    return View(join([*lines, gap(), w.line("start-help")]))


def pick_people(team: OurTeam, language: str) -> View:
    """Telegram's own list of people, a button for each role."""
    w = Writer(language)
    picks = tuple(
        Pick(w.label("pick-role", role=w.label(f"role-{role.value}")), team.id * 10 + number)
        for number, role in enumerate(ROLES)
    )
    return View(w.line("pick-how", team=team_lines.title_of(team)), picks=picks)


def picked(number: int) -> tuple[int, Role] | None:
    """The team and the role of a pick's number; None if it is none of ours."""
    team_id, place = divmod(number, 10)
    return (team_id, ROLES[place]) if team_id > 0 and place < len(ROLES) else None


def added(names: Iterable[str], language: str, username: str) -> View:
    """Says that the people picked must press Start before the bot can write to them."""
    w = Writer(language)
    link = deep_link(username, "hello")
    lines = [w.marked(DONE, "added", names=team_lines.listed(w, names)), w.line("added-start")]
    return View(join([*lines, ours(link)]), picked=True)


_CHANGED = {
    "closed": "changed-closed", "added": "changed-people", "removed": "changed-people",
    "joined": "changed-people", "invited": "changed-people",
}  # fmt: skip
"""Changes whose own words say what happened, so that "changed" is not added."""


def changed(done: Changed, language: str) -> View:
    """Says that the change has taken effect; the desk posts it to the team."""
    w = Writer(language)
    alone = [w.line("changed-alone")] if done.alone else []
    key = _CHANGED.get(done.kind, "changed")
    line = w.line(key, what=w.line(f"what-{done.kind}"), team=team_lines.title_of(done.team))
    return View(join([Html(f"{DONE} {line}"), *alone]), picked=done.kind == "added")


def agreed(done: Changed | None, language: str) -> View:
    """What is left of a change that waited and has taken effect."""
    w = Writer(language)
    return changed(done, language) if done is not None else View(w.marked(DONE, "notice-resumed"))


def proposed(waits: Proposed, language: str, now: datetime) -> View:
    """Says that a change loosens and waits for its second word."""
    w = Writer(language, now)
    line = w.line("proposed", kind=waits.kind, what=w.line(f"what-{waits.kind}"))
    lines = [Html(f"{WAITS} {line}"), team_lines.second_word(w, waits.from_when)]
    return View(join(lines), rows(*team_lines.second_buttons(w, waits.id)))


def which_team(teams: Sequence[OurTeam], action: ButtonAction, more: Sequence[str | int], language: str) -> View:
    """Asks a person who is in several teams which one is meant; `more` is what a button says behind its team."""
    buttons = [press(team_lines.title_of(team), of_team(team, action, *more)) for team in teams]
    return View(Writer(language).line("which-team"), grid(buttons, 2))


def away_noted(first: date, last: date, language: str) -> View:
    w = Writer(language)
    return View(w.line("away-noted", first=sums.day(w, first), last=sums.day(w, last)))


def usage(key: str, language: str) -> View:
    """How a command is written."""
    w = Writer(language)
    lines = [code(line) for line in w.label(f"usage-{key}").splitlines()]
    return View(join([w.marked(NEEDS_YOU, "usage"), *lines]))


def settings_card(team: OurTeam, language: str, now: datetime) -> View:
    """Language, zone and currency, with buttons for what can be chosen."""
    w = Writer(language)
    lines = [w.head("", None, "head-settings", team=team_lines.title_of(team)), gap()]
    lines.append(w.line("settings-language", words=w.line(f"language-{team.language}")))
    lines.append(w.line("settings-zone", zone=team.time_zone, usage=code("/team zone Europe/Berlin")))
    lines.append(w.line("settings-mark", mark=text(team.mark or "–"), usage=code("/team mark FW-88")))
    rate = sums.rate_line(w, team, now)
    lines += [*rate, w.line("settings-rate-how")] if rate else [w.line("settings-no-rate")]
    own = {each: w.label(f"own-{each}") for each in LANGUAGES}
    languages = [
        press(f"✓ {name}" if each == team.language else name, of_team(team, ButtonAction.LANGUAGE, each))
        for each, name in own.items()
    ]
    rate_now = f"{team.currency} {team.rate}"
    still = w.button("rate-still", of_team(team, ButtonAction.RATE_STILL), rate=rate_now) if team.rate else None
    money = [press(each, of_team(team, ButtonAction.RATE_ASK, each)) for each in CURRENCIES]
    back = [
        w.button("usual-address", of_team(team, ButtonAction.SETUP, 2)),
        w.button("back", of_team(team, ButtonAction.TEAM)),
    ]
    return View(join(lines), rows(languages, money, [still], back))


def usual_rules(w: Writer, team: OurTeam) -> Keyboard:
    """A button for each of the usual rules; a press previews it."""
    able = [
        w.button(label, of_team(team, ButtonAction.POLICY_TRY, place)) for place, (label, _) in enumerate(USUAL_RULES)
    ]
    return grid(able, 2)


def ask_away(team: OurTeam, today: date, language: str, *, away: bool) -> View:
    """Asks until when somebody is away from today on; `away`: they are already, and may say that they are back."""
    w = Writer(language)
    lasts = [last_day(today, each) for each in SPANS]
    days = [press(str(sums.day(w, each)), of_team(team, ButtonAction.AWAY, each.toordinal())) for each in lasts]
    over = w.button("away-over", Code(ButtonAction.BACK_AGAIN), "primary") if away else None
    how = w.line("away-other-days", usage=code(w.label("usage-away")))
    back = w.button("back", of_team(team, ButtonAction.TEAM))
    return View(join([w.line("away-ask"), how]), (*grid(days, 2), *rows([over], [back])))


def ask_stand_in(team: OurTeam, person_id: int, last: date, language: str) -> View:
    """Asks who decides until this day; each button names the day, which it means whenever it is pressed."""
    w, others = Writer(language), [each for each in team.acting(Role.APPROVER) if each.person_id != person_id]
    who = [
        press(
            team_lines.known_as(team, each.person_id),
            of_team(team, ButtonAction.AWAY_YES, last.toordinal(), each.person_id),
        )
        for each in others[:_MOST_STAND_INS]
    ]
    nobody = w.button("away-nobody", of_team(team, ButtonAction.AWAY_YES, last.toordinal(), 0))
    back = w.button("back", of_team(team, ButtonAction.AWAY, 0))
    return View(w.line("away-who", last=sums.day(w, last)), (*grid(who, 2), *rows([nobody, back])))


def last_day(today: date, days: int) -> date:
    """The last day of an absence of so many days that begins today."""
    return today + timedelta(days=days - 1)


def of_team(team: OurTeam, action: ButtonAction, *more: str | int) -> Code:
    """What a button does in a team."""
    return Code(action, (team.id, *more))
