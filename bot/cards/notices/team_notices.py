"""Makes the parts of notices about teams: people who are mentioned, what changed in them, who is away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.cards.blocks import team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, mention, text
from bot.cards.blocks.links import open_in_private
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import DONE, FAILED, Writer, press, reason_in, rows, said, show
from bot.cards.requests import consent
from bot.cards.texts import catalogue as texts
from bot.purchasing.approval.team import Role
from bot.purchasing.money import Fen
from bot.purchasing.notices import approvals as a
from bot.purchasing.notices import changes as c
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices import teams as t
from bot.purchasing.notices.base import AboutRequest, Called
from bot.purchasing.notices.baskets import PlacedTogetherNotice
from bot.purchasing.notices.operations import ResumedNotice

_MOST_CALLED = 8
_MOST_RULES = 25
_HAPPENED = {"closed": "done-closed"}
"""The word for a change that happened, if its own name says that it would."""


class ByPeople(Protocol):
    """A notice of what one person or several did, by name."""

    @property
    def by(self) -> str | tuple[str, ...]: ...


class Until(Protocol):
    """A notice of what ends at a moment (UTC)."""

    @property
    def until(self) -> datetime | None: ...


class Titled(Protocol):
    """A notice about a group."""

    @property
    def title(self) -> str: ...


def team_title(_: Writer, m: Titled) -> list[Html]:
    return [text(m.title)] if m.title else []


def brought(w: Writer, m: t.ForeignGroupNotice) -> list[Html]:
    """Who brought the bot into a group that it left."""
    return [w.line("foreign-group-left", name=m.by, chat=code(str(m.chat_id)))]


def list_ended(w: Writer, m: t.ListEndedNotice) -> list[Html]:
    """How much stood on a list that ended."""
    return [w.line("notice-list-ended-text", n=m.line_count)]


def deciders(w: Writer, m: ByPeople) -> list[Html]:
    """Who agreed or said no, by name."""
    names = [name for name in ((m.by,) if isinstance(m.by, str) else m.by) if name]
    return [w.line("by-person", name=team_lines.listed(w, names))] if names else []


def declined_because(w: Writer, m: a.DeclinedNotice) -> list[Html]:
    """Why it was declined, in the words of whoever did."""
    return [w.labelled("decline-reason", said(m.reason))] if m.reason else []


def agreed(w: Writer, m: p.PlacedNotice | PlacedTogetherNotice) -> list[Html]:
    """Who asked, why, and who agreed, in one line; as far as the reader was not told before."""
    asked = w.line("asked-by-name", name=m.asked_by) if m.asked_by else ""
    why = f"{w.line('colon')}{consent.words(m.why, consent.SHORT)}" if m.why else ""
    line = " · ".join(filter(None, [f"{asked}{why}", *approved(w, m)]))
    return [Html(line)] if line else []


def approved(w: Writer, m: p.PlacedNotice | PlacedTogetherNotice | p.PartFailedNotice) -> list[Html]:
    """Who agreed, if the reader was not told before."""
    return [Html(f"{DONE} {w.line('approved-by', names=team_lines.listed(w, m.by))}")] if m.by else []


def called_to_decide(w: Writer, m: a.ReminderNotice) -> list[Html]:
    """Mentions the people who must decide, so that they hear of it."""
    return _called(w, m.who, "called-who")


def called_now_too(w: Writer, m: a.EscalatedNotice) -> list[Html]:
    """Mentions the people who may decide now too."""
    return _called(w, m.to, "called-to")


def _called(w: Writer, who: Sequence[Called], key: str) -> list[Html]:
    people = [mention(each.id, each.name) for each in who[:_MOST_CALLED]]
    return [w.line(key, names=Html(w.line("comma").join(people)))] if people else []


def was_paused(w: Writer, m: ResumedNotice) -> list[Html]:
    """Why buying had stopped."""
    return [w.line("was-paused", reason=reason_in(w, m.reason))] if m.reason else []


def until(w: Writer, m: Until) -> list[Html]:
    return [w.line("until-then", when=w.when(m.until))] if m.until else []


def question(w: Writer, m: a.QuestionNotice) -> list[Html]:
    """What was asked, by whom."""
    return [w.line("asks", name=m.by), said(m.text)]


def answer(w: Writer, m: a.AnswerNotice) -> list[Html]:
    """The question, whose it was, and its answer."""
    asked = [w.line("asks", name=m.asker)] if m.asker else []
    return [*asked, said(m.question), w.line("answers-name", name=m.by), said(m.text)]


def held(w: Writer, m: a.HeldNotice) -> list[Html]:
    """Why what was approved is not placed now, and what comes next."""
    key = consent.obstacle_key(m.reason, m.detail)
    why = [w.line(key)] if texts.has(key) else []
    return [*why, w.line("held-until", when=w.when(m.at)) if m.at else w.line("held-back")]


def changed(w: Writer, m: t.TeamChangedNotice) -> list[Html]:
    """What changed, by whom, and who proposed it."""
    lines = [*_what(w, m.change, done=True), *deciders(w, m)]
    if m.proposed_by:
        lines.append(w.line("proposed-by", name=m.proposed_by))
    return [*lines, *([w.line("changed-alone")] if m.alone else [])]


def waits(w: Writer, m: t.TeamProposedNotice) -> list[Html]:
    """What would change, and whose second word it takes."""
    second = w.line("second-alone", when=w.when(m.second_from)) if m.second_from else w.line("second-other")
    return [*_what(w, m.change), *deciders(w, m), second]


def settled(w: Writer, m: t.ProposalOverNotice) -> list[Html]:
    """What would have changed, who wanted it, and how it ended."""
    keys = [key for key in (f"over-{m.how}", f"refusal-{m.how}") if texts.has(key)][:1]
    sign, name = DONE if m.how == "agreed" else FAILED, m.settled_by or ""
    return [*_what(w, m.change), *deciders(w, m), *(Html(f"{sign} {w.line(key, name=name)}") for key in keys)]


def dropped(w: Writer, m: t.TeamDroppedNotice) -> list[Html]:
    key = f"what-{m.what}"
    return [*([w.line(key)] if texts.has(key) else []), *deciders(w, m)]


def away(w: Writer, m: t.AwayNotice) -> list[Html]:
    """From when to when, and who decides meanwhile."""
    days = w.line("away-days", first=team_lines.day(w, m.first), last=team_lines.day(w, m.last))
    lines = [*deciders(w, m), days]
    return [*lines, w.line("away-delegate", name=m.delegate)] if m.delegate else lines


def gone(w: Writer, m: t.LeftGroupNotice) -> list[Html]:
    """Who left the group, and what that means for what waits and for what they asked for."""
    lines = [w.line("left-group-keeps" if m.keeps else "left-group", name=m.person)]
    if m.waiting:
        lines.append(w.line("left-group-waiting", n=m.waiting))
    return [*lines, *([w.line("left-group-asks", name=m.person)] if m.asks else [])]


def back_again(w: Writer, m: t.BackInGroupNotice) -> list[Html]:
    return [w.line("back-in-group", name=m.person)]


def not_there(w: Writer, m: t.NotThereNotice) -> list[Html]:
    """Who could decide and is not in the group."""
    names = team_lines.listed(w, [each.name for each in m.people])
    return [w.line("not-there", names=names)] if m.people else []


def not_counted(w: Writer, m: a.NotCountedNotice) -> list[Html]:
    return [*([w.named(text(m.by))] if m.by else []), w.line("refusal-no-answer")]


def _what(w: Writer, change: c.TeamChange, *, done: bool = False) -> list[Html]:
    key = _HAPPENED[change.what] if done and change.what in _HAPPENED else f"what-{change.what}"
    return [*([w.line(key)] if texts.has(key) else []), *_details(w, change)]


def _details(w: Writer, change: c.TeamChange) -> list[Html]:
    match change:
        case c.RolesChange():
            before, after = _role_words(w, change.before), _role_words(w, change.after)
            return [w.named(text(change.person)), Html(f"{before} → {after}")]
        case c.LimitChange():
            return [w.named(text(change.person)), Html(f"{_most(w, change.before)} → {_most(w, change.after)}")]
        case c.RemovedChange():
            return [w.named(text(change.person))]
        case c.JoinedChange():
            return [w.named(text(change.person)), _role_words(w, change.roles)]
        case c.AddedChange():
            names = team_lines.listed(w, [each.name for each in change.people])
            return [names, _role_words(w, (change.role,))]
        case c.InvitedChange():
            return [_role_words(w, (change.role,)), *until(w, change)]
        case c.TogetherChange():
            return [w.line("what-together-text"), *_rules(change)]
        case c.PolicyChange():
            return _rules(change)
    return _of_all(w, change)


def _of_all(w: Writer, change: c.TeamChange) -> list[Html]:
    """What changes for everybody in the team."""
    match change:
        case c.LanguageChange() | c.ZoneChange():
            return [text(f"{change.before} → {change.after}")]
        case c.RateChange():
            return [text(f"{change.currency} {change.after}")]
        case c.ClosedChange():
            return [w.line("closed-ends", n=change.open)]
        case c.ResumedChange():
            return [said(reason_in(w, change.reason))] if change.reason else []
    raise AssertionError(f"no words for {change.what}")


def _role_words(w: Writer, roles: Sequence[str]) -> Html:
    known = [w.line(f"role-{role}") for role in roles if texts.has(f"role-{role}")]
    return Html(w.line("comma").join(known)) if known else w.line("role-none")


def _most(w: Writer, limit: Fen | None) -> Html:
    return w.line("limit-any") if limit is None else show(limit)


def _rules(change: c.PolicyChange) -> list[Html]:
    """The lines that are new and those that are gone."""
    before, after = change.before.splitlines(), change.after.splitlines()
    new = [text(f"+ {line}") for line in after if line not in before]
    gone = [text(f"− {line}") for line in before if line not in after]
    return [*new, *gone][:_MOST_RULES]


def second_buttons(w: Writer, m: t.TeamProposedNotice) -> Keyboard:
    agree = w.button("agree", Code(ButtonAction.SECOND, (m.proposal_id,)), "success")
    return rows([agree, w.button("turn-down", Code(ButtonAction.DROP, (m.proposal_id,)), "danger")])


def start_button(w: Writer, m: t.TeamChangedNotice) -> Keyboard:
    """Says that an added person must press Start once before the bot may write to them."""
    new = isinstance(m.change, c.AddedChange) and not w.chat.private
    return rows([open_in_private(w, "press-start", w.chat.bot, "hello")]) if new else ()


def setup_buttons(w: Writer, m: t.TeamOpenedNotice) -> Keyboard:
    """The roles to invite somebody as; choosing people goes on in private, since Telegram allows it only there."""
    if m.team_id is None:
        return ()
    approver, requester, buyer = (
        press(f"+ {w.label(f'role-{role.value}')}", Code(ButtonAction.INVITE, (m.team_id, role.value)))
        for role in (Role.APPROVER, Role.REQUESTER, Role.BUYER)
    )
    choose = open_in_private(w, "choose-people", w.chat.bot, f"add_{m.team_id}")
    return rows([approver, requester], [buyer, choose])


def manage_button(w: Writer, m: t.AboutTeam) -> Keyboard:
    link = open_in_private(w, "manage-team", w.chat.bot, f"team_{m.team_id}") if m.team_id is not None else None
    return rows([link])


def show_button(w: Writer, m: AboutRequest | a.NotCountedNotice) -> Keyboard:
    """The card, posted once more below."""
    number = m.number if isinstance(m, a.NotCountedNotice) else m.about.number
    return rows([w.button("show-card", Code(ButtonAction.SHOW, (number,)))]) if number is not None else ()


def answer_button(w: Writer, m: a.QuestionNotice) -> Keyboard:
    number = m.about.number
    if number is None or not w.chat.private:
        return ()
    return rows([w.button("answer", Code(ButtonAction.ANSWER, (number,)), "primary")])
