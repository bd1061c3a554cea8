"""Says what is to be said of a team: its people, who must decide until when, budgets, and what forbids something."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from babel.dates import format_date

from bot.cards.blocks import caps, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, cut, mention, text, whole
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import (
    BEIJING,
    DONE,
    FAILED,
    LABEL_UNITS,
    NEEDS_YOU,
    WAITS,
    Writer,
    dotted,
    open_in_private,
    rows,
    said,
    show,
)
from bot.cards.texts import catalogue as texts
from bot.desk.shared.views import BudgetLine, CardState
from bot.purchasing.approval.budget import OF_TAG
from bot.purchasing.approval.questions import Held, SellerAnswer
from bot.purchasing.approval.standstill import StandsStill
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.team import numbered as with_number
from bot.purchasing.approval.votes import Approved, Declined, Open
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import ToldStandstill
from bot.purchasing.offers.offer import Offer
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine
from bot.purchasing.tracking.bought_before import MANY_ORDERS, BoughtBefore, PaidPrice

_TAG_WIDTH = 24
_MOST_LAST, _LAST_WIDTH, _LOOKED_AT = 3, 16, 40
"""So many last prices stand on a card, behind so many columns of a name, of so many goods that are looked at."""
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def name_of(team: Team | None, person_id: int) -> str:
    """A member's name; the number of somebody who is no member."""
    member = team.member(person_id) if team else None
    return cut(clean(member.name), LABEL_UNITS) if member and clean(member.name) else str(person_id)


def known_as(team: Team | None, person_id: int) -> str:
    """A name with the last digits of its number, if another member could be meant by the name."""
    name = name_of(team, person_id)
    clear = team is None or name == str(person_id) or team.is_clear(person_id)
    return name if clear else numbered(name, person_id)


def numbered(name: str, person_id: int) -> str:
    """A name with the last digits of its person's number, which nobody can choose."""
    return with_number(cut(clean(name), LABEL_UNITS), person_id)


def asker(team: Team | None, who: Person) -> str:
    """The name of who asked; with the last digits of their number if it is no member's, or could mean another one."""
    clear = team is not None and team.member(who.id) is not None and team.is_clear(who.id)
    return cut(clean(who.name), LABEL_UNITS) if clear else numbered(who.name, who.id)


def listed(w: Writer, names: Iterable[str], most: int = caps.NAMES) -> Html:
    """Names side by side; beyond so many only how many more."""
    every = list(names)
    first = [text(each, caps.NAME_UNITS) for each in every[:most]]
    more = [Html(f"+{len(every) - most}")] if len(every) > most else []
    return w.named(w.line("comma").join([*first, *more]))


def by_people(w: Writer, names: str | Sequence[str]) -> list[Html]:
    """Who did it, by name; nothing if the program did."""
    known = [name for name in ((names,) if isinstance(names, str) else names) if name]
    return [w.line("by-person", name=listed(w, known))] if known else []


def seller_said(w: Writer, team: Team | None, request: Request, each: SellerAnswer, said: Html) -> Html:
    """What a seller answered (`said`), on which day it was pasted by whom, and whether another content was meant."""
    name, content = known_as(team, each.person_id) if team is not None else "", request.snapshot
    day = format_date(each.at.astimezone(BEIJING), "M月d日" if w.language == "zh" else "d MMM", locale=w.language)
    facts = [whole(day), *([w.named(text(name))] if name else [])]
    facts += [w.line("seller-said-before")] if each.snapshot_hash not in ("", content.hash if content else "") else []
    return w.labelled("seller-said", said, facts=dotted(facts))


def called(w: Writer, who: Iterable[tuple[int, str]]) -> Html:
    """People by number and name, mentioned so that they hear of it."""
    return Html(w.line("comma").join(mention(person_id, cut(clean(name), caps.NAME_UNITS)) for person_id, name in who))


def people(w: Writer, team: Team | None, ids: Iterable[int]) -> Html:
    return listed(w, (known_as(team, each) for each in ids))


def waits_for(w: Writer, step: CardState) -> list[Html]:
    """Who must still decide, who said yes already, and until when."""
    parts = missing_and_agreed(w, step)
    if not parts:
        return []
    lines = []
    if step.needs is not None and step.needs.anew_at is not None:  # the rules became stricter while it waits
        lines.append(w.marked(NEEDS_YOU, "judged-anew", when=w.when(step.needs.anew_at)))
    if isinstance(step.tally, Open) and step.tally.lost:
        lines.append(w.marked(NEEDS_YOU, "yes-lost", names=people(w, step.team, step.tally.lost)))
    stuck = isinstance(step.tally, Open) and step.tally.stuck
    if step.standstill is not None and not stuck:
        lines.append(standstill(w, step.standstill))
    until = [w.line("until", when=w.when(step.needs.times.expire_at))] if step.needs is not None else []
    return [*lines, *held(w, step), dotted([*parts, *until])]


def missing_and_agreed(w: Writer, step: CardState) -> list[Html]:
    """Whose word is missing, then who agreed; only the latter if a question alone holds it."""
    tally = step.tally
    if isinstance(tally, Held):
        return [Html(f"{DONE} {people(w, step.team, tally.by)}")]
    if not isinstance(tally, Open):
        return []
    agreed = [Html(f"{DONE} {people(w, step.team, tally.approved_by)}")] if tally.approved_by else []
    return [_missing(w, step.team, tally), *agreed]


def held(w: Writer, step: CardState) -> list[Html]:
    """Whose question holds it, who may drop it, and which ends first: the question's time or the request's."""
    if not step.holds:
        return []
    until = max(each.until for each in step.holds)
    lapses = step.needs is not None and step.needs.times.expire_at <= until
    keys = ("held", "held-lapses") if isinstance(step.tally, Held) else ("holds", "holds-lapses")
    names = people(w, step.team, (each.person_id for each in step.holds))
    return [w.marked(WAITS, keys[lapses], names=names, when=w.when(until))]


def _missing(w: Writer, team: Team | None, tally: Open) -> Html:
    if tally.stuck:
        return w.marked(NEEDS_YOU, "needs-nobody")
    names = people(w, team, tally.who)
    needed = w.line("needs-one", names=names) if len(tally.who) == 1 else w.line("needs", n=tally.missing, names=names)
    return needed if tally.steps == 1 else Html(f"{needed} ({w.line('step-of', step=tally.step, steps=tally.steps)})")


def approved_by(w: Writer, step: CardState) -> list[Html]:
    """Who agreed, once enough did; or who said no."""
    if isinstance(step.tally, Declined):
        return [w.marked(FAILED, "declined-by", names=people(w, step.team, [step.tally.by]))]
    if not isinstance(step.tally, Approved):
        return []
    return approved(w, [known_as(step.team, each) for each in step.tally.by])


def approved(w: Writer, names: Sequence[str]) -> list[Html]:
    """Who agreed, by name."""
    return [w.marked(DONE, "approved-by", names=listed(w, names))] if names else []


def asked_and_agreed(w: Writer, asked: Html, why: str, agreed: Sequence[Html]) -> Html:
    """Who asked (`asked`), why, and who agreed, in one line."""
    because = f"{w.line('colon')}{said(why, caps.REASON_UNITS)}" if why else ""
    return dotted([f"{asked}{because}", *agreed])


def obstacle(w: Writer, reason: str, detail: str = "") -> Html:
    """What forbids a request, with the cap or budget by its name if there is one; empty without words for it."""
    if detail.startswith(OF_TAG):
        return w.line(f"obstacle-{reason}-tag", tag=text(detail.removeprefix(OF_TAG), _TAG_WIDTH))
    keys = (f"obstacle-{reason}-{detail}", f"obstacle-{reason}")
    return next((w.line(key) for key in keys if texts.has(key)), Html(""))


def second_word(w: Writer, from_when: datetime | None) -> Html:
    """Whose second word a change takes, and from when on the only admin may say it."""
    return w.line("second-other") if from_when is None else w.line("second-alone", when=w.when(from_when))


def second_buttons(w: Writer, proposal_id: int) -> Keyboard:
    """The second word on a change that loosens: yes or no."""
    agree = w.button("agree", Code(ButtonAction.SECOND, (proposal_id,)), "success")
    return rows([agree, w.button("turn-down", Code(ButtonAction.DROP, (proposal_id,)), "danger")])


def together(w: Writer, step: CardState) -> list[Html]:
    """The quantity it is judged by, if pieces that were asked for before count together with it."""
    snapshot, rules = step.purchase.request.snapshot, step.policy.together if step.policy else None
    if not step.beside or snapshot is None:
        return []
    facts = {"beside": show(step.beside), "sum": show(Fen(snapshot.total + step.beside))}
    if rules is None:  # what it was asked with still counts, though the rules add nothing up any more
        return [w.marked(NEEDS_YOU, "judged-with-before", **facts)]
    return [w.marked(NEEDS_YOU, "judged-together", span=duration(w, rules.span), **facts)]


def duration(w: Writer, span: timedelta) -> Html:
    """Whole hours, else minutes."""
    return w.line("minutes", n=span // _MINUTE) if span % _HOUR else w.line("hours", n=span // _HOUR)


def with_seller(w: Writer, orders: int) -> Html:
    """How often we bought of a seller."""
    key = "seller-many-orders" if orders >= MANY_ORDERS else "seller-orders"
    return w.line(key, n=orders) if orders else w.line("seller-new")


def last_times(
    w: Writer, team: Team | None, request: Request, past: BoughtBefore, most: int = _MOST_LAST
) -> list[Html]:
    """What each of its goods cost when it was last bought, `most` at most, and how far the price is from that now.

    Of several each is named; the day is that of the team's zone.
    """
    chosen = request.snapshot.lines if request.snapshot is not None else request.lines
    lines = chosen or (Line(request.offer.offer_id, request.choice.spec_id, 1),)
    found = [(each, past.last(each.offer_id, each.spec_id, request.codes_of(each))) for each in lines[:_LOOKED_AT]]
    said = []
    for line, last in found:
        if last is not None:
            offer, now = request.offer_of(line.offer_id), line.price if isinstance(line, PricedLine) else None
            told = last_time(w, team, offer, last, now)
            sku = offer.sku(line.spec_id) if line.spec_id and not request.several else None
            name = brief(w.variant(sku) if sku is not None and sku.attributes else w.title(offer), _LAST_WIDTH)
            said.append(Html(f"– {name}{w.line('colon')}{told}") if len(lines) > 1 else told)
    return said[:most]


def last_time(w: Writer, team: Team | None, offer: Offer, last: PaidPrice, now: Fen | None) -> Html:
    """`Last ¥ 12.50, 3 Oct, 50 pcs · now +6.0 %` of one line."""
    when = sums.day(w, last.at.astimezone(team.zone if team else BEIJING).date(), past=True)
    price = w.line("last-time", price=show(last.price), when=when)
    then = Html(w.line("comma").join([price, w.of(offer, last.pieces)]))
    if now is None:
        return then
    moved = sums.percent_of(last.price, now)
    return dotted([then, w.line("last-same") if now == last.price else w.line("last-now", change=moved)])


def budgets(w: Writer, team: Team | None, lines: Iterable[BudgetLine]) -> list[Html]:
    """What each of these budgets has left, the tightest first."""
    return [_budget(w, team, each) for each in sorted(lines, key=lambda line: line.left)]


def _budget(w: Writer, team: Team | None, line: BudgetLine) -> Html:
    whose = w.line("budget-team") if line.person_id is None else w.named(text(known_as(team, line.person_id)))
    whose = w.line("of-tag", tag=text(line.tag, _TAG_WIDTH)) if line.tag else whose
    facts = {
        "whose": whose,
        "month": text(format_date(line.month, "LLLL", locale=w.language)),
        "limit": show(line.limit),
    }
    if line.left < 0:
        sentence = w.line("budget-over", over=show(Fen(-line.left)), **facts)
        return Html(f"{NEEDS_YOU} {sentence}")
    return w.line("budget-left", left=show(Fen(line.left)), **facts)


def standstill(w: Writer, told: ToldStandstill) -> Html:
    """What cannot go on, and who could mend it by coming back."""
    facts = {"n": told.need, "rule": told.rule, "names": listed(w, [each.name for each in told.here])}
    whose = "rule" if told.rule else "request"
    if told.what is StandsStill.PAYING:
        says = w.line("standstill-paying")
    elif not told.need:
        says = w.line("standstill-deciding")
    elif told.here:
        says = w.line(f"standstill-{whose}", **facts)
    else:
        says = w.line(f"standstill-{whose}-nobody", **facts)
    gone = [w.line("standstill-gone", names=listed(w, [each.name for each in told.gone]))] if told.gone else []
    return Html(f"{NEEDS_YOU} {w.sentences(says, *gone)}")


def mend(w: Writer, step: CardState, place: Place | None, username: str) -> Button | None:
    """The press that mends what cannot go on: for whoever is away their return, for admins the people of the team.

    In a group it leads to the private chat.
    """
    team, told = step.team, step.standstill
    if team is None or told is None or place is None:
        return None
    people_of_team = open_in_private(w, "mend-team", username, f"team_{team.id}")
    if not place.private:
        return people_of_team
    member = team.member(place.chat_id)
    if member is None or member.rests:
        return None
    if member.person_id in {each.id for each in told.gone}:
        return w.button("away-over", Code(ButtonAction.BACK_AGAIN), "primary")
    return people_of_team if Role.ADMIN in team.roles_of(member.person_id) else None


def without_buyer(w: Writer, team: Team) -> list[Html]:
    """Who pays if nobody is the buyer; nothing of somebody who is alone."""
    return [w.line("admins-buy")] if team.admins_buy and team.alone is None else []


def role_words(w: Writer, roles: Iterable[str]) -> Html:
    """Roles in words."""
    known = [w.line(f"role-{role}") for role in roles if texts.has(f"role-{role}")]
    return Html(w.line("comma").join(known)) if known else w.line("role-none")


def title_of(team: Team | None) -> str:
    """The title of a team's group; its number if it has none."""
    title = clean(str(getattr(team, "title", "") or "")) if team else ""
    return cut(title, LABEL_UNITS) or (texts.say(team.language, "team-number", n=team.id) if team else "")
