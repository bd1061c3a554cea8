"""The parts of what is told of teams: people who are called, what changed in them, who is away."""

from collections.abc import Callable
from datetime import date

from bot.cards import team_lines
from bot.cards.buttons import ButtonAction, Code
from bot.cards.consent import obstacle_key
from bot.cards.html import Html, code, mention, text
from bot.cards.links import open_in_private
from bot.cards.notice_facts import Facts
from bot.cards.texts import catalogue as texts
from bot.cards.view import Keyboard
from bot.cards.writer import DONE, FAILED, Writer, rows, said, show
from bot.purchasing.money import Fen

_MOST_CALLED = 8
_MOST_RULES = 25
_HAPPENED = {"closed": "done-closed"}
"""What a change is called once it happened, where its name says that it would."""


def team_title(_: Writer, f: Facts) -> list[Html]:
    return [text(f.text("title"))] if f.text("title") else []


def brought(w: Writer, f: Facts) -> list[Html]:
    """Who brought the bot into a group that it left."""
    return [w.line("foreign-group-left", name=f.text("by"), chat=code(f.text("chat_id")))]


def deciders(w: Writer, f: Facts) -> list[Html]:
    """Who agreed or said no, by name."""
    names = f.words("by") or ([f.text("by")] if f.text("by") else [])
    return [w.line("by-person", name=team_lines.listed(w, names))] if names else []


def called(name: str, key: str) -> Callable[[Writer, Facts], list[Html]]:
    """People who must act are called, so that they hear of it."""

    def part(w: Writer, f: Facts) -> list[Html]:
        people = [mention(row.whole("id") or 0, row.text("name")) for row in f.rows(name)[:_MOST_CALLED]]
        return [w.line(key, names=Html(w.line("comma").join(people)))] if people else []

    return part


def was_paused(w: Writer, f: Facts) -> list[Html]:
    """Why buying had stopped."""
    return [w.line("was-paused", reason=f.text("reason"))] if f.text("reason") else []


def until(w: Writer, f: Facts) -> list[Html]:
    at = f.moment("until")
    return [w.line("until-then", when=w.when(at))] if at else []


def question(w: Writer, f: Facts) -> list[Html]:
    """What was asked, by whom."""
    return [w.line("asks", name=f.text("by")), said(f.text("text"))]


def answer(w: Writer, f: Facts) -> list[Html]:
    """The question and its answer."""
    return [said(f.text("question")), w.line("answers-name", name=f.text("by")), said(f.text("text"))]


def held(w: Writer, f: Facts) -> list[Html]:
    """Why what was approved is not placed now, and what comes next."""
    key, at = obstacle_key(f.text("reason"), f.text("detail")), f.moment("at")
    why = [w.line(key)] if texts.has(key) else []
    return [*why, w.line("held-until", when=w.when(at)) if at else w.line("held-back")]


def changed(w: Writer, f: Facts) -> list[Html]:
    """What is other than before, by whom, and who proposed it."""
    lines = [*_what(w, f, done=True), *deciders(w, f)]
    if f.text("proposed_by"):
        lines.append(w.line("proposed-by", name=f.text("proposed_by")))
    return [*lines, *([w.line("changed-alone")] if f.yes("alone") else [])]


def waits(w: Writer, f: Facts) -> list[Html]:
    """What would change, and whose second word it takes."""
    start = f.moment("from")
    second = w.line("second-alone", when=w.when(start)) if start else w.line("second-other")
    return [*_what(w, f), *deciders(w, f), second]


def settled(w: Writer, f: Facts) -> list[Html]:
    """What would have changed, who wanted it, and how it ended."""
    how = f.text("how")
    keys = [key for key in (f"over-{how}", f"refusal-{how}") if texts.has(key)][:1]
    sign = DONE if how == "agreed" else FAILED
    return [*_what(w, f), *deciders(w, f), *(Html(f"{sign} {w.line(key, name=f.text('settled_by'))}") for key in keys)]


def dropped(w: Writer, f: Facts) -> list[Html]:
    key = f"what-{f.text('what')}"
    return [*([w.line(key)] if texts.has(key) else []), *deciders(w, f)]


def away(w: Writer, f: Facts) -> list[Html]:
    """From when to when, and who decides meanwhile."""
    first, last = _day(f.text("first")), _day(f.text("last"))
    lines = [*deciders(w, f)]
    if first and last:
        lines.append(w.line("away-days", first=team_lines.day(w, first), last=team_lines.day(w, last)))
    if f.text("delegate"):
        lines.append(w.line("away-delegate", name=f.text("delegate")))
    return lines


def gone(w: Writer, f: Facts) -> list[Html]:
    """Who left the group, and what that means for what waits and for what he asked for."""
    name = f.text("person")
    lines = [w.line("left-group-keeps" if f.yes("keeps") else "left-group", name=name)]
    if f.whole("waiting"):
        lines.append(w.line("left-group-waiting", n=f.whole("waiting") or 0))
    return [*lines, *([w.line("left-group-asks", name=name)] if f.yes("asks") else [])]


def back_again(w: Writer, f: Facts) -> list[Html]:
    return [w.line("back-in-group", name=f.text("person"))]


def not_there(w: Writer, f: Facts) -> list[Html]:
    """Who could decide and is not in the group."""
    names = team_lines.listed(w, [row.text("name") for row in f.rows("people")])
    return [w.line("not-there", names=names)] if f.rows("people") else []


def not_counted(w: Writer, f: Facts) -> list[Html]:
    return [*([text(f.text("by"))] if f.text("by") else []), w.line("refusal-no-answer")]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _what(w: Writer, f: Facts, *, done: bool = False) -> list[Html]:
    kind = f.text("what")
    key = _HAPPENED[kind] if done and kind in _HAPPENED else f"what-{kind}"
    lines = [w.line(key)] if texts.has(key) else []
    return [*lines, *(_DETAILS[kind](w, f) if kind in _DETAILS else [])]


def _roles(w: Writer, f: Facts) -> list[Html]:
    before, after = (_role_words(w, f.words(name)) for name in ("before", "after"))
    return [text(f.text("person")), Html(f"{before} → {after}")]


def _role_words(w: Writer, roles: list[str]) -> Html:
    known = [w.line(f"role-{role}") for role in roles if texts.has(f"role-{role}")]
    return Html(w.line("comma").join(known)) if known else w.line("role-none")


def _limit(w: Writer, f: Facts) -> list[Html]:
    before, after = (_most(w, f.fen(name)) for name in ("before", "after"))
    return [text(f.text("person")), Html(f"{before} → {after}")]


def _most(w: Writer, limit: Fen | None) -> Html:
    return w.line("limit-any") if limit is None else show(limit)


def _person(_: Writer, f: Facts) -> list[Html]:
    return [text(f.text("person"))]


def _added(w: Writer, f: Facts) -> list[Html]:
    names = team_lines.listed(w, [row.text("name") for row in f.rows("people")])
    return [names, _role_words(w, [f.text("role")])]


def _invited(w: Writer, f: Facts) -> list[Html]:
    return [_role_words(w, [f.text("role")]), *until(w, f)]


def _joined(w: Writer, f: Facts) -> list[Html]:
    return [text(f.text("person")), _role_words(w, f.words("roles"))]


def _policy(w: Writer, f: Facts) -> list[Html]:
    """The lines that are new and those that are gone."""
    before, after = f.text("before").splitlines(), f.text("after").splitlines()
    new = [text(f"+ {line}") for line in after if line not in before]
    gone = [text(f"− {line}") for line in before if line not in after]
    return [*new, *gone][:_MOST_RULES]


def _setting(_: Writer, f: Facts) -> list[Html]:
    return [text(f"{f.text('before')} → {f.text('after')}")]


def _rate(w: Writer, f: Facts) -> list[Html]:
    return [text(f"{f.text('currency')} {f.text('after')}")]


_DETAILS: dict[str, Callable[[Writer, Facts], list[Html]]] = {
    "roles": _roles,
    "limit": _limit,
    "removed": _person,
    "added": _added,
    "invited": _invited,
    "joined": _joined,
    "policy": _policy,
    "together": lambda w, f: [w.line("what-together-text"), *_policy(w, f)],
    "language": _setting,
    "zone": _setting,
    "rate": _rate,
    "closed": lambda w, f: [w.line("closed-ends", n=f.whole("open") or 0)],
    "resumed": lambda _, f: [said(f.text("reason"))] if f.text("reason") else [],
}


def second_buttons(w: Writer, f: Facts) -> Keyboard:
    number = f.whole("proposal_id")
    if number is None:
        return ()
    agree = w.button("agree", Code(ButtonAction.SECOND, (number,)), "success")
    return rows([agree, w.button("turn-down", Code(ButtonAction.DROP, (number,)), "danger")])


def start_button(w: Writer, f: Facts) -> Keyboard:
    """Whoever was added must press Start once before the bot may write to him."""
    new = f.text("what") == "added" and not f.yes("private")
    return rows([open_in_private(w, "press-start", f.text("bot"), "hello")]) if new else ()


def manage_button(w: Writer, f: Facts) -> Keyboard:
    team = f.whole("team_id")
    link = open_in_private(w, "manage-team", f.text("bot"), f"team_{team}") if team is not None else None
    return rows([link])


def show_button(w: Writer, f: Facts) -> Keyboard:
    """The card, posted once more below."""
    number = f.whole("number")
    return rows([w.button("show-card", Code(ButtonAction.SHOW, (number,)))]) if number is not None else ()


def answer_button(w: Writer, f: Facts) -> Keyboard:
    number = f.whole("number")
    if number is None or not f.yes("private"):
        return ()
    return rows([w.button("answer", Code(ButtonAction.ANSWER, (number,)), "primary")])
