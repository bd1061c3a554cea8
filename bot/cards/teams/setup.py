"""Shows the setup of a team: one message that asks four things in turn, each answered by a press or passed over.

What has to wait for a second word says so on its button, and above it why, and what holds until then.
"""

from datetime import datetime

from bot.cards.blocks import sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, code, join
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, gap, grid, open_in_private, press, rows
from bot.cards.requests.draft_choices import address_text
from bot.cards.teams.policy import rules_in_words
from bot.cards.teams.team import CURRENCIES, USUAL_RULES, member_line, of_team
from bot.desk.teams.setup import Setup, SetupStep
from bot.purchasing.approval.loosening import policy_loosens
from bot.purchasing.approval.policy_language import amend
from bot.purchasing.approval.team import Role

READY_RULES = USUAL_RULES[:3]
"""The usual ones that are rules, and no settings."""
_MOST_LINES, _MOST_ADDRESSES, _MOST_PEOPLE = 3, 6, 2


def card(found: Setup, language: str, now: datetime, username: str, *, private: bool = False) -> View:
    """The question that is asked now, with its answers as buttons; or what is set, once nothing is asked any more."""
    w = Writer(language, now)
    match found.asks:
        case SetupStep.ROLES:
            return _roles(w, found, username)
        case SetupStep.ADDRESS:
            return _address(w, found, private)
        case SetupStep.CURRENCY:
            return _currency(w, found, now)
        case SetupStep.RULES:
            return _rules(w, found)
        case None:
            return _ready(w, found, now)


def _roles(w: Writer, found: Setup, username: str) -> View:
    """Who is in it; others come by invitation or from Telegram's list, and who is in it can become the buyer."""
    team = found.team
    lines = [w.head(DONE, None, "notice-team-opened"), *_people(w, found), _head(w, found, "setup-roles")]
    lines += [w.line("setup-how"), *([w.line("invitations-open", n=found.invitations)] if found.invitations else [])]
    waits = not found.first_approver
    approver, requester = _invite(w, found, Role.APPROVER, waits=waits), _invite(w, found, Role.REQUESTER)
    choose = open_in_private(w, "choose-people", username, f"add_{team.id}")
    table = [[requester, choose], [approver]] if waits else [[approver, requester]]
    why = [_why(w, found)] if waits else []
    if team.admins_buy:
        several = len(team.acting(Role.ADMIN)) > 1
        why = [_why(w, found), w.line("setup-until-admins" if several else "setup-until-admin")]
        here = () if team.alone else sorted(team.active, key=lambda each: each.holds(Role.ADMIN))[:_MOST_PEOPLE]
        for each in here:
            label = w.label("setup-buyer", name=team_lines.known_as(team, each.person_id))
            give = of_team(team, ButtonAction.ROLE, each.person_id, Role.BUYER.value, 1)
            table.append([_waiting(w, found, label, give)])
        table += [] if here else [[_invite(w, found, Role.BUYER, waits=True)]]
    go_on = _leave(w, found, "setup-alone" if team.alone and not found.invitations else "setup-next")
    lines += [w.sentences(*why)] if why else []
    return View(join(lines), rows(*table, [go_on] if waits else [choose, go_on]))


def _address(w: Writer, found: Setup, private: bool) -> View:
    """Where goods usually go; in a group only cities are shown."""
    team, usual = found.team, found.address
    able = []
    for n, each in enumerate(found.addresses[:_MOST_ADDRESSES], 1):
        label = _ticked(address_text(w, each, private, n), usual is not None and usual.id == each.address_id)
        able.append(press(label, of_team(team, ButtonAction.SETUP_ADDRESS, each.address_id, int(usual is not None))))
    again = [] if able else [w.button("try-again", of_team(team, ButtonAction.SETUP, int(SetupStep.ADDRESS)))]
    said = w.line("setup-address-text") if able else w.marked(NEEDS_YOU, "setup-no-address")
    table = (*grid(able, 1 if private else 2), *rows(again, [_leave(w, found, "setup-no-usual")]))
    return View(join([_head(w, found, "setup-address"), gap(), said]), table)


def _currency(w: Writer, found: Setup, now: datetime) -> View:
    """In which money sums are shown too; its rate is typed next."""
    team, rate = found.team, sums.rate_line(w, found.team, now)
    lines = [_head(w, found, "setup-currency"), gap(), *(rate or [w.line("settings-no-rate")])]
    money = [
        press(_ticked(each, each == team.currency), of_team(team, ButtonAction.RATE_ASK, each)) for each in CURRENCIES
    ]
    table = rows(money, [_leave(w, found, "setup-next" if rate else "setup-yuan-only")])
    return View(join([*lines, w.line("setup-rate-next")]), table)


def _rules(w: Writer, found: Setup) -> View:
    """Usual rules as the lines that they are, each taken by its button."""
    team, lines, table, waits = found.team, [_head(w, found, "setup-rules")], [], False
    for place, (key, written) in enumerate(READY_RULES):
        policy = amend(found.policy, written, team)
        loosens = policy_loosens(found.policy, policy)
        waits |= loosens
        lines += [bold(w.line(key)), *map(code, written.splitlines())]
        take = of_team(team, ButtonAction.SETUP_RULES, place, team.policy_version)
        label = _ticked(w.label(key), policy == found.policy)
        table.append([_waiting(w, found, label, take) if loosens else press(label, take)])
    lines += [w.sentences(_why(w, found), w.line("setup-until-rules"))] if waits else []
    return View(join(lines), rows(*table, [_leave(w, found, "rules-leave")]))


def _ready(w: Writer, found: Setup, now: datetime) -> View:
    """What is set, and each question again behind its button."""
    team = found.team
    to = w.line("setup-goes-to", city=found.address.city) if found.address else w.line("setup-goes-anywhere")
    lines = [w.head(DONE, None, "head-ready", team=team_lines.title_of(team)), *_people(w, found), to]
    lines += sums.rate_line(w, team, now) or [w.line("setup-yuan-only")]
    lines += [*rules_in_words(w, found.policy, team)[:_MOST_LINES], w.line("setup-go")]
    again = [w.button(f"setup-{each.name.lower()}", of_team(team, ButtonAction.SETUP, int(each))) for each in SetupStep]
    return View(join(lines), grid(again, 2))


def _head(w: Writer, found: Setup, key: str) -> Html:
    return w.head("", None, "head-setup", step=int(found.asks or 0), what=w.line(key))


def _people(w: Writer, found: Setup) -> list[Html]:
    """Who has which roles, and whether requests go through."""
    team = found.team
    lines = [member_line(w, team, each) for each in team.active[:_MOST_LINES]]
    if team.alone is not None:
        return [*lines, w.line("setup-alone-text", name=team_lines.known_as(team, team.alone.person_id))]
    if found.asks is None:
        lines += team_lines.without_buyer(w, team)
    return lines if team.holders(Role.APPROVER) else [*lines, w.marked(NEEDS_YOU, "setup-no-approver")]


def _sole_admin(found: Setup) -> bool:
    """Whether a second word is the same admin's, ten minutes later."""
    return len(found.team.holders(Role.ADMIN)) == 1


def _why(w: Writer, found: Setup) -> Html:
    return w.line("setup-why-sole" if _sole_admin(found) else "setup-why-second")


def _waiting(w: Writer, found: Setup, label: str, meant: Code) -> Button | None:
    """A button of something that loosens: when it counts stands on it."""
    return press(w.label("setup-in-ten" if _sole_admin(found) else "setup-second", what=label), meant)


def _invite(w: Writer, found: Setup, role: Role, *, waits: bool = False) -> Button | None:
    label, meant = f"+ {w.label(f'role-{role.value}')}", of_team(found.team, ButtonAction.INVITE, role.value)
    return _waiting(w, found, label, meant) if waits else press(label, meant)


def _leave(w: Writer, found: Setup, key: str) -> Button | None:
    return w.button(key, of_team(found.team, ButtonAction.SETUP_LEAVE, int(found.asks or 0)))


def _ticked(label: str, holds: bool) -> str:
    return f"✓ {label}" if holds else label
