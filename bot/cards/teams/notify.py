"""Shows what somebody chose about messages, or an admin for a team, in pages that are turned in place."""

from collections.abc import Callable
from datetime import datetime

from babel.dates import get_timezone_location

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, gap, grid, press, rows
from bot.desk.teams.notify_choices import Shown
from bot.purchasing.approval.team import zone_of
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.people.loudness import DAYS, Loudness, may_be_off, written
from bot.purchasing.tracking.alarms import ALARM_FORMS

PAGES = ("main", "topics", "quiet", "zone", "times", "alerts")
BELL = "🔔"
_HOURS = ("22:00-08:00", "23:00-07:00", "21:00-09:00", "20:00-08:00")
_ZONES = (
    "Asia/Shanghai", "Europe/Moscow", "Asia/Almaty", "Europe/Berlin", "Europe/London", "America/New_York",
    "America/Los_Angeles", "Asia/Tokyo",
)  # fmt: skip
_PAY = (1, 2, 4, 12)
_DAYS = {form.typed: form.offered for form in ALARM_FORMS.values() if form.typed}


def page_of(what: str) -> str:
    """The page on which something is chosen."""
    pages = {"pay": "times", **dict.fromkeys(_DAYS, "alerts")}
    return pages.get(what, what if what in PAGES else "topics")


def notify_card(shown: Shown, language: str, now: datetime, page: str = "main") -> View:
    """A page of what holds; whatever is chosen by a button can be typed too."""
    w = Writer(language, now)
    lines, buttons = _PAGE[page if page in PAGES else "main"](w, shown)
    head = w.head(BELL, None, "head-notify-team" if shown.team else "head-notify")
    title = [text(shown.team.title)] if shown.team and shown.team.title else []
    return View(join([head, *title, gap(), *lines]), buttons)


def _main(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    lines = [*_topics_that_are(w, shown), _quiet_hours(w, shown), _times_line(w, shown), _alarms_line(w, shown)]
    lines += [gap(), w.line("notify-team-type")] if shown.team else []
    pages = grid((_to(w, shown, each) for each in PAGES[1:]), 2)
    return lines, (*pages, *_others(w, shown))


def _others(w: Writer, shown: Shown) -> Keyboard:
    """From one's own choices to those of each team, and back."""
    if shown.team is not None:
        return rows([w.button("notify-page-own", Code(ButtonAction.NOTIFY, (0, "main")))])
    if len(shown.leads) == 1:
        return rows([w.button("notify-page-team", Code(ButtonAction.NOTIFY, (shown.leads[0].id, "main")))])
    return grid(
        (w.button("notify-page-team-of", Code(ButtonAction.NOTIFY, (each.id, "main")), team=each.title or each.id)
         for each in shown.leads), 1,
    )  # fmt: skip


def _topics(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    buttons = [_next_loudness(w, shown, topic) for topic in NotifyTopic]
    lines = [*_topics_that_are(w, shown), gap(), w.line("notify-topics-text")]
    return lines, (*grid(buttons, 2), *_end(w, shown, "topics"))


def _quiet(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    words = "notify-quiet-text-team" if shown.team else "notify-quiet-text"
    lines = [_quiet_hours(w, shown), w.line(words), gap(), w.line("notify-quiet-type")]
    held = str(shown.holds.quiet)
    hours = [_choice(shown, each.replace("-", "–"), "quiet", each, held) for each in _HOURS]
    none = _choice(shown, w.label("notify-no-hours"), "quiet", "off", held)
    return lines, (*grid(hours, 2), *rows([none]), *_end(w, shown, "quiet"))


def _zone(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    zones = [_choice(shown, _city(w, each), "zone", each, shown.holds.zone) for each in _ZONES]
    lines = [_quiet_hours(w, shown), gap(), w.line("notify-zone-type")]
    return lines, (*grid(zones, 2), *_end(w, shown, "zone"))


def _times(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    pay = [_choice(shown, w.label("notify-pay-button", n=n), "pay", str(n), str(shown.holds.pay_soon)) for n in _PAY]
    lines = [_times_line(w, shown), gap(), w.line("notify-times-type")]
    return lines, (*grid(pay, 2), *_end(w, shown, "pay"))


def _alerts(w: Writer, shown: Shown) -> tuple[list[Html], Keyboard]:
    """After how many days what is stuck is told."""
    days = [
        _choice(shown, w.label(f"notify-days-{what}", n=n), what, str(n), str(held))
        for what, held in _days_held(shown).items()
        for n in _DAYS[what]
    ]
    lines = [_alarms_line(w, shown), w.line("notify-refund-waits"), gap(), w.line("notify-alerts-type")]
    return lines, (*grid(days, 2), *_end(w, shown, *_DAYS))


_PAGE: dict[str, Callable[[Writer, Shown], tuple[list[Html], Keyboard]]] = {
    "main": _main, "topics": _topics, "quiet": _quiet, "zone": _zone, "times": _times, "alerts": _alerts,
}  # fmt: skip


def _topics_that_are(w: Writer, shown: Shown) -> list[Html]:
    """The topics by their loudness; a line for each loudness that there is."""
    lines = []
    for loudness in Loudness:
        topics = [w.label(f"topic-{each}") for each in NotifyTopic if shown.holds.loudness(each) is loudness]
        if topics:
            lines.append(w.line(f"notify-topics-{loudness}", topics=w.label("comma").join(topics)))
    return lines


def _quiet_hours(w: Writer, shown: Shown) -> Html:
    holds, zone = shown.holds, _city(w, shown.holds.zone)
    time_there = f"{w.now.astimezone(zone_of(holds.zone)):%H:%M}" if w.now else ""
    if holds.quiet.none:
        return w.line("notify-no-quiet", zone=zone, now=time_there)
    start, end = f"{holds.quiet.start:%H:%M}", f"{holds.quiet.end:%H:%M}"
    return w.line("notify-quiet", start=start, end=end, zone=zone, now=time_there)


def _times_line(w: Writer, shown: Shown) -> Html:
    return w.line("notify-times", pay=shown.holds.pay_soon)


def _alarms_line(w: Writer, shown: Shown) -> Html:
    return w.line("notify-alarms", **_days_held(shown))


def _days_held(shown: Shown) -> dict[str, int]:
    """The days of each alarm that hold, as they are chosen."""
    return {name: getattr(shown.holds.alarm_days, days) for name, days in DAYS.items()}


def _city(w: Writer, zone: str) -> str:
    """The city that a zone is named after, in the reader's language; the name itself if there is no such zone."""
    try:
        return get_timezone_location(zone, locale=w.language, return_city=True) or zone
    except LookupError:
        return zone


def _whose(shown: Shown) -> int:
    return shown.team.id if shown.team else 0


def _to(w: Writer, shown: Shown, page: str, label: str = "") -> Button | None:
    return w.button(label or f"notify-page-{page}", Code(ButtonAction.NOTIFY, (_whose(shown), page)))


def _choice(shown: Shown, label: str, what: str, value: str, held: str) -> Button | None:
    """A button that chooses; the one that holds already carries a mark."""
    code = Code(ButtonAction.NOTIFY_SET, (_whose(shown), what, value))
    return press(f"✓ {label}" if value == held else label, code)


def _next_loudness(w: Writer, shown: Shown, topic: NotifyTopic) -> Button | None:
    """A topic with how it comes; a press makes it come in the next way."""
    ways = [each for each in Loudness if each is not Loudness.OFF or may_be_off(topic)]
    held = shown.holds.loudness(topic)
    after = ways[(ways.index(held) + 1) % len(ways)]
    label = w.label("notify-topic-is", topic=w.label(f"topic-{topic}"), loudness=w.label(f"loudness-{held}"))
    return press(label, Code(ButtonAction.NOTIFY_SET, (_whose(shown), topic.value, after.value)))


def _end(w: Writer, shown: Shown, *kinds: str) -> Keyboard:
    """The last row of a page: back to what the team says, if anything of these kinds was chosen, and back."""
    label = "notify-as-usual" if shown.team else "notify-as-team"
    chosen = [each for each in kinds if each in written(shown.own)]
    before = [w.button(label, Code(ButtonAction.NOTIFY_SET, (_whose(shown), each, "default"))) for each in chosen[:1]]
    return rows([*before, _to(w, shown, "main", "back")])
