"""Shows a team's settings, its usual rules and the days of an absence as buttons, beside what can be typed."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.blocks import team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import code, join
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import Writer, gap, grid, press, rows
from bot.cards.people import asking
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.text import LANGUAGES

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
_EXAMPLE = "7.26"


def settings_card(team: OurTeam, language: str) -> View:
    """Language, zone and currency, with buttons for what can be chosen."""
    w = Writer(language)
    lines = [w.head("", None, "head-settings", team=team_lines.title_of(team)), gap()]
    lines.append(w.line("settings-language", words=w.line(f"language-{team.language}")))
    lines.append(w.line("settings-zone", zone=team.time_zone, usage=code("/team zone Europe/Berlin")))
    rate = team_lines.rate_line(w, team)
    lines += [*rate, w.line("settings-rate-how")] if rate else [w.line("settings-no-rate")]
    own = {each: w.label(f"own-{each}") for each in LANGUAGES}
    languages = [
        press(f"✓ {name}" if each == team.language else name, _of(team, "LANGUAGE", each)) for each, name in own.items()
    ]
    still = [w.button("rate-still", _of(team, "RATE_STILL"), rate=f"{team.currency} {team.rate}")] if team.rate else []
    money = [press(each, _of(team, "RATE_ASK", each)) for each in CURRENCIES]
    back = [w.button("back", _of(team, "TEAM"))]
    return View(join(lines), rows(languages, money, [*still, *back]))


def ask_rate(currency: str, language: str) -> View:
    """Asks for the rate that nobody can press."""
    return asking(language, "ask-rate", currency=currency, example=_EXAMPLE)


def usual_rules(w: Writer, team: OurTeam) -> Keyboard:
    """A button for each of the usual rules; a press previews it."""
    able = [w.button(label, _of(team, "POLICY_TRY", place)) for place, (label, _) in enumerate(USUAL_RULES)]
    return grid(able, 2)


def ask_away(team: OurTeam, today: date, language: str, *, away: bool) -> View:
    """Asks until when somebody is away from today on; `away`: they are already, and may say that they are back."""
    w = Writer(language)
    lasts = [last_day(today, each) for each in SPANS]
    days = [press(str(team_lines.day(w, each)), _of(team, "AWAY", each.toordinal())) for each in lasts]
    over = w.button("away-over", Code(ButtonAction.BACK_AGAIN), "primary") if away else None
    how = w.line("away-other-days", usage=code(w.label("usage-away")))
    back = w.button("back", _of(team, "TEAM"))
    return View(join([w.line("away-ask"), how]), (*grid(days, 2), *rows([over], [back])))


def ask_stand_in(team: OurTeam, person_id: int, last: date, language: str) -> View:
    """Asks who decides until this day; each button names the day, which it means whenever it is pressed."""
    w, others = Writer(language), [each for each in team.acting(Role.APPROVER) if each.person_id != person_id]
    who = [
        press(team_lines.known_as(team, each.person_id), _of(team, "AWAY_YES", last.toordinal(), each.person_id))
        for each in others[:_MOST_STAND_INS]
    ]
    nobody = w.button("away-nobody", _of(team, "AWAY_YES", last.toordinal(), 0))
    back = w.button("back", _of(team, "AWAY", 0))
    return View(w.line("away-who", last=team_lines.day(w, last)), (*grid(who, 2), *rows([nobody, back])))


def last_day(today: date, days: int) -> date:
    """The last day of an absence of so many days that begins today."""
    return today + timedelta(days=days - 1)


def _of(team: OurTeam, action: str, *more: str | int) -> Code:
    args: Sequence[str | int] = (team.id, *more)
    return Code(ButtonAction[action], tuple(args))
