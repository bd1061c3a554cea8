"""Says what is told in a team: what was decided on a request and who must decide, what changed, who is away."""

from collections.abc import Sequence

from bot.cards.blocks import attempt_lines, order_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, clean, code, cut, text
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import (
    DONE,
    FAILED,
    LABEL_UNITS,
    NEEDS_YOU,
    WAITS,
    Writer,
    open_in_private,
    press,
    reason_in,
    rows,
    said,
    show,
)
from bot.cards.notices.forms import by, details, form, goods, say, total, until
from bot.cards.notices.purchase_notices import again
from bot.cards.texts import catalogue as texts
from bot.purchasing.approval.standstill import StandsStill
from bot.purchasing.approval.team import Role
from bot.purchasing.notices import approvals as a
from bot.purchasing.notices import changes as c
from bot.purchasing.notices import teams as t
from bot.purchasing.notices.base import AboutEnded, AboutRequest, Called

_MOST_CALLED = 8
_MOST_STANDSTILLS = 5
_MOST_RULES = 25
_HAPPENED = {"closed": "done-closed"}
"""The word for a change that happened, if its own name says that it would."""


# A request that waits for a decision, or got one.


def called(w: Writer, who: Sequence[Called], key: str) -> list[Html]:
    """Mentions these people, so that they hear of it."""
    names = team_lines.called(w, [(each.id, each.name) for each in who[:_MOST_CALLED]])
    return [w.line(key, names=names)] if who else []


def _nothing_ordered(w: Writer, m: AboutEnded) -> list[Html]:
    """Says that nothing was bought; or that the order exists all the same, unpaid."""
    return _still_ordered(w, m) or [w.line("nothing-ordered")]


def _still_ordered(w: Writer, m: AboutEnded) -> list[Html]:
    """Says that the order exists all the same, unpaid."""
    if not m.unpayable:
        return []
    return [*order_lines.held_back(w, m.unpayable), *order_lines.numbers(w, [m.order_id])]


def _withdrawn(w: Writer, m: AboutEnded) -> Keyboard:
    """Close the order that exists."""
    return order_lines.held_back_keyboard(w, m.order_id) if m.unpayable else ()


def _ended(w: Writer, m: AboutEnded) -> Keyboard:
    """Close the order that exists, or try again if there is none."""
    return _withdrawn(w, m) if m.unpayable else again(w, m)


def _question(w: Writer, m: a.QuestionNotice) -> list[Html]:
    """What was asked, by whom."""
    return [w.line("asks", name=m.by), said(m.text)]


def _answer_button(w: Writer, m: a.QuestionNotice) -> Keyboard:
    number = m.about.number
    if number is None or not w.chat.private:
        return ()
    return rows([w.button("answer", Code(ButtonAction.ANSWER, (number,)), "primary")])


def _answer(w: Writer, m: a.AnswerNotice) -> list[Html]:
    """The question, whose it was, and its answer."""
    asks = [w.line("asks", name=m.asker)] if m.asker else []
    return [*asks, said(m.question), w.line("answers-name", name=m.by), said(m.text)]


def _held(w: Writer, m: a.HeldNotice) -> list[Html]:
    """Why what was approved is not placed now, and what comes next."""
    why = team_lines.obstacle(w, m.reason, m.detail)
    comes = w.line("held-until", when=w.when(m.at)) if m.at else w.line("held-back")
    return [why, comes] if why else [comes]


def _show_card(w: Writer, number: int | None) -> Keyboard:
    """The card, posted once more below."""
    return rows([w.button("show-card", Code(ButtonAction.SHOW, (number,)))]) if number is not None else ()


def _show(w: Writer, m: AboutRequest) -> Keyboard:
    return _show_card(w, m.about.number)


# A team and its people.


def _title(_: Writer, m: t.AboutTeam | t.ForeignGroupNotice) -> list[Html]:
    return [text(m.title)] if m.title else []


def _changed(w: Writer, m: t.TeamChangedNotice) -> list[Html]:
    """What changed, by whom, and who proposed it."""
    lines = [*_what(w, m.change, done=True), *by(w, m)]
    if m.proposed_by:
        lines.append(w.line("proposed-by", name=m.proposed_by))
    return [*lines, *([w.line("changed-alone")] if m.alone else [])]


def _proposed(w: Writer, m: t.TeamProposedNotice) -> list[Html]:
    """What would change, and whose second word it takes."""
    return [*_what(w, m.change), *by(w, m), team_lines.second_word(w, m.second_from)]


def _settled(w: Writer, m: t.ProposalOverNotice) -> list[Html]:
    """What would have changed, who wanted it, and how it ended."""
    keys = [key for key in (f"over-{m.how}", f"refusal-{m.how}") if texts.has(key)][:1]
    sign, name = DONE if m.how == "agreed" else FAILED, m.settled_by or ""
    return [*_what(w, m.change), *by(w, m), *(w.marked(sign, key, name=name) for key in keys)]


def _dropped(w: Writer, m: t.TeamDroppedNotice) -> list[Html]:
    key = f"what-{m.what}"
    return [*([w.line(key)] if texts.has(key) else []), *by(w, m)]


def _what(w: Writer, change: c.TeamChange, *, done: bool = False) -> list[Html]:
    """What changes, old and new."""
    key = _HAPPENED[change.what] if done and change.what in _HAPPENED else f"what-{change.what}"
    named = [w.line(key)] if texts.has(key) else []
    match change:
        case c.RolesChange():
            before, after = (team_lines.role_words(w, roles) for roles in (change.before, change.after))
            return [*named, w.named(text(change.person)), Html(f"{before} → {after}")]
        case c.LimitChange():
            most = [w.line("limit-any") if each is None else show(each) for each in (change.before, change.after)]
            return [*named, w.named(text(change.person)), Html(" → ".join(most))]
        case c.RemovedChange():
            return [*named, w.named(text(change.person))]
        case c.JoinedChange():
            return [*named, w.named(text(change.person)), team_lines.role_words(w, change.roles)]
        case c.AddedChange():
            names = team_lines.listed(w, [each.name for each in change.people])
            return [*named, names, team_lines.role_words(w, (change.role,))]
        case c.InvitedChange():
            return [*named, team_lines.role_words(w, (change.role,)), *until(w, change)]
        case c.TogetherChange():
            return [*named, w.line("what-together-text"), *_rules(change)]
        case c.PolicyChange():
            return [*named, *_rules(change)]
        case c.SettingChange():
            return [*named, text(f"{change.before or '–'} → {change.after or '–'}")]
        case c.RateChange():
            return [*named, text(f"{change.currency} {change.after}")]
        case c.ClosedChange():
            return [*named, w.line("closed-ends", n=change.open)]
        case c.ResumedChange():
            return [*named, *([said(reason_in(w, change.reason))] if change.reason else [])]
    raise AssertionError(f"no words for {change.what}")


def _rules(change: c.PolicyChange) -> list[Html]:
    """The lines that are new and those that are gone."""
    before, after = change.before.splitlines(), change.after.splitlines()
    new = [text(f"+ {line}") for line in after if line not in before]
    gone = [text(f"− {line}") for line in before if line not in after]
    return [*new, *gone][:_MOST_RULES]


def _start_button(w: Writer, m: t.TeamChangedNotice) -> Keyboard:
    """Says that an added person must press Start once before the bot may write to them."""
    new = isinstance(m.change, c.AddedChange) and not w.chat.private
    return rows([open_in_private(w, "press-start", w.chat.bot, "hello")]) if new else ()


def _setup_button(w: Writer, m: t.TeamOpenedNotice) -> Keyboard:
    """The way to the setup, if its first question does not stand here already."""
    return rows([w.button("setup", Code(ButtonAction.SETUP, (m.team_id, 0)), "primary")]) if m.team_id else ()


def _manage_button(w: Writer, m: t.AboutTeam) -> Keyboard:
    link = open_in_private(w, "manage-team", w.chat.bot, f"team_{m.team_id}") if m.team_id is not None else None
    return rows([link])


def _away(w: Writer, m: t.AwayNotice) -> list[Html]:
    """From when to when, and who decides meanwhile."""
    days = w.line("away-days", first=sums.day(w, m.first), last=sums.day(w, m.last))
    lines = [*by(w, m), days]
    return [*lines, w.line("away-delegate", name=m.delegate)] if m.delegate else lines


def _left(w: Writer, m: t.LeftGroupNotice) -> list[Html]:
    """Who left the group, and what that means for what waits and for what they asked for."""
    lines = [w.line("left-group-keeps" if m.keeps else "left-group", name=m.person)]
    if m.waiting:
        lines.append(w.line("left-group-waiting", n=m.waiting))
    return [*lines, *([w.line("left-group-asks", name=m.person)] if m.asks else [])]


def _not_there(w: Writer, m: t.NotThereNotice) -> list[Html]:
    """Who could decide and is not in the group."""
    names = team_lines.listed(w, [each.name for each in m.people])
    return [w.line("not-there", names=names)] if m.people else []


def _standstills(w: Writer, m: t.StandstillNotice) -> list[Html]:
    """What cannot go on, a line each."""
    return [team_lines.standstill(w, each) for each in m.standstills[:_MOST_STANDSTILLS]]


def _mending(w: Writer, m: t.StandstillNotice) -> Keyboard:
    """The presses that mend it: one's own return, a buyer, an approver, other people or rules.

    In the group, which hears it if no admin can be reached, the way to the private chat alone.
    """
    if m.team_id is None or not w.chat.private:
        return _manage_button(w, m)
    back = w.button("away-over", Code(ButtonAction.BACK_AGAIN), "primary") if m.is_away else None
    buyers = []
    for each in m.could_buy:
        give = Code(ButtonAction.ROLE, (m.team_id, each.id, Role.BUYER.value, 1))
        buyers.append([press(w.label("setup-buyer", name=cut(clean(each.name), LABEL_UNITS)), give)])
    deciding = any(each.what is StandsStill.DECIDING for each in m.standstills)
    invite = Code(ButtonAction.INVITE, (m.team_id, Role.APPROVER.value))
    approver = w.button("invite-approver", invite) if deciding else None
    return (*rows([back], *buyers, [approver]), *_manage_button(w, m))


def _short(w: Writer, m: a.StuckNotice) -> list[Html]:
    """Who is here, of how many, and who is not."""
    told = m.standstill
    return [team_lines.standstill(w, told)] if told is not None and told.need else []


def _stuck_keyboard(w: Writer, m: a.StuckNotice) -> Keyboard:
    """The way to its card, and to the people of its team."""
    people = open_in_private(w, "mend-team", w.chat.bot, f"team_{m.team_id}") if m.team_id is not None else None
    return (*_show(w, m), *rows([people]))


FORMS = dict(
    [
        form(a.ApprovedNotice, DONE, goods, total, by),
        form(
            a.RestsNotice, NEEDS_YOU, goods, total, by,
            lambda w, _: attempt_lines.rests_text(w, known=False), few=True,
            keyboard=lambda w, m: attempt_lines.again_keyboard(w, m.about.number, "go-on") if m.about.number else (),
        ),
        form(
            a.DeclinedNotice, FAILED, goods, total, by,
            lambda w, m: [w.labelled("decline-reason", said(reason_in(w, m.reason)))] if m.reason else [],
            _nothing_ordered, keyboard=_ended, few=True,
        ),
        form(a.QuestionNotice, NEEDS_YOU, goods, _question, keyboard=_answer_button),
        form(a.AnswerNotice, DONE, _answer, keyboard=_show),
        form(a.LeftOutNotice, NEEDS_YOU, goods, total, by, say("notice-left-out-text")),
        form(a.WithdrawnNotice, FAILED, goods, total, by, _still_ordered, keyboard=_withdrawn),
        form(
            a.ReminderNotice, WAITS, goods, total, lambda w, m: called(w, m.who, "called-who"), until, keyboard=_show
        ),
        form(
            a.EscalatedNotice, NEEDS_YOU, goods, total, lambda w, m: called(w, m.to, "called-to"), until,
            keyboard=_show,
        ),
        form(a.ExpiredUndecidedNotice, FAILED, goods, total, _nothing_ordered, keyboard=_ended, few=True),
        form(a.LapsedNotice, FAILED, goods, total, say("lapsed-text"), keyboard=again, few=True),
        form(
            a.StuckNotice, NEEDS_YOU, goods, total, _short, say("notice-stuck-text"), until, keyboard=_stuck_keyboard
        ),
        form(
            a.TagOverNotice, NEEDS_YOU, goods,
            lambda w, m: [w.line("notice-tag-over-text", tag=text(m.tag), used=show(m.used), limit=show(m.limit))],
            keyboard=details,
        ),
        form(a.HeldNotice, NEEDS_YOU, goods, total, _held, keyboard=details),
        form(a.TeamClosedNotice, FAILED, goods, total, say("team-closed-text"), by),
        form(
            a.NotCountedNotice, NEEDS_YOU, lambda w, m: [w.named(text(m.by))] if m.by else [],
            say("refusal-no-answer"), keyboard=lambda w, m: _show_card(w, m.number),
        ),
        form(
            t.TeamOpenedNotice, DONE, by, say("notice-team-opened-text"), keyboard=_setup_button,
        ),
        form(t.TeamChangedNotice, DONE, _title, _changed, keyboard=_start_button),
        form(
            t.TeamProposedNotice, WAITS, _title, _proposed,
            keyboard=lambda w, m: team_lines.second_buttons(w, m.proposal_id),
        ),
        form(t.ProposalOverNotice, "", _title, _settled),
        form(t.TeamDroppedNotice, FAILED, _title, _dropped),
        form(t.AwayNotice, "", _away),
        form(t.BackNotice, "", by),
        form(t.LeftGroupNotice, NEEDS_YOU, _title, _left),
        form(t.MemberForgottenNotice, NEEDS_YOU, _title, say("notice-member-forgotten-text")),
        form(t.BackInGroupNotice, DONE, _title, lambda w, m: [w.line("back-in-group", name=m.person)]),
        form(t.NotThereNotice, NEEDS_YOU, _title, _not_there, keyboard=_manage_button),
        form(t.StandstillNotice, NEEDS_YOU, _title, _standstills, say("standstill-mend"), keyboard=_mending),
        form(t.ListEndedNotice, "", _title, lambda w, m: [w.line("notice-list-ended-text", n=m.line_count)]),
        form(
            t.ForeignGroupNotice, NEEDS_YOU,
            lambda w, m: [w.line("foreign-group-left", name=m.by, chat=code(str(m.chat_id)))], _title,
        ),
    ]
)  # fmt: skip
"""How each is told."""
