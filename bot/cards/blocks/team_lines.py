"""Makes the lines that cards say of a team's people, money and deadlines."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from babel.dates import format_date
from babel.numbers import get_currency_symbol

from bot.cards.blocks.html import Html, clean, cut, text, whole
from bot.cards.blocks.writer import BEIJING, DONE, FAILED, LABEL_UNITS, NEEDS_YOU, WAITS, Writer, dotted, show
from bot.cards.texts import catalogue as texts
from bot.desk.shared.values import BudgetLine, CardState, SellerRecord
from bot.purchasing.approval.questions import Held
from bot.purchasing.approval.team import Member, Team
from bot.purchasing.approval.team import numbered as with_number
from bot.purchasing.approval.votes import Approved, Declined, Open
from bot.purchasing.money import Fen
from bot.purchasing.requests.purchase import Request

MOST_NAMES = 8
_DAYS = {"en": "d MMM y", "zh": "y年M月d日", "ru": "d MMM y"}
_CENT = Decimal("0.01")
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


def listed(w: Writer, names: Iterable[str]) -> Html:
    """Names side by side; beyond eight only how many more."""
    every = list(names)
    shown = [text(each) for each in every[:MOST_NAMES]]
    more = [Html(f"+{len(every) - MOST_NAMES}")] if len(every) > MOST_NAMES else []
    return w.named(w.line("comma").join([*shown, *more]))


def people(w: Writer, team: Team | None, ids: Iterable[int]) -> Html:
    return listed(w, (known_as(team, each) for each in ids))


def waits_for(w: Writer, step: CardState) -> list[Html]:
    """Who must still decide, who said yes already, and until when."""
    said = _missing_and_agreed(w, step)
    if not said:
        return []
    lost = step.tally.lost if isinstance(step.tally, Open) else ()
    return [*_anew(w, step, lost), *held(w, step), dotted([*said, *_until(w, step)])]


def waits_for_in_a_list(w: Writer, step: CardState) -> list[Html]:
    """The same in a list: whose word is missing; who agreed, if only a question holds it."""
    return _missing_and_agreed(w, step)[:1]


def _missing_and_agreed(w: Writer, step: CardState) -> list[Html]:
    """Whose word is missing, then who agreed; only the latter if a question alone holds it."""
    tally = step.tally
    if isinstance(tally, Held):
        return [Html(f"{DONE} {people(w, step.team, tally.by)}")]
    if not isinstance(tally, Open):
        return []
    agreed = [Html(f"{DONE} {people(w, step.team, tally.approved_by)}")] if tally.approved_by else []
    return [_missing(w, step.team, tally), *agreed]


def _until(w: Writer, step: CardState) -> list[Html]:
    return [w.line("until", when=w.when(step.needs.times.expire_at))] if step.needs is not None else []


def held(w: Writer, step: CardState) -> list[Html]:
    """Whose question holds it, who may drop it, and which ends first: the question's time or the request's."""
    if not step.holds:
        return []
    until = max(each.until for each in step.holds)
    lapses = step.needs is not None and step.needs.times.expire_at <= until
    keys = ("held", "held-lapses") if isinstance(step.tally, Held) else ("holds", "holds-lapses")
    names = people(w, step.team, (each.person_id for each in step.holds))
    return [w.marked(WAITS, keys[lapses], names=names, when=w.when(until))]


def _anew(w: Writer, step: CardState, lost: tuple[int, ...]) -> list[Html]:
    """What became stricter while it waits: the rules, and which of those who agreed may still approve."""
    lines = []
    if step.needs is not None and step.needs.anew_at is not None:
        lines.append(w.marked(NEEDS_YOU, "judged-anew", when=w.when(step.needs.anew_at)))
    if lost:
        lines.append(w.marked(NEEDS_YOU, "yes-lost", names=people(w, step.team, lost)))
    return lines


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
    if not isinstance(step.tally, Approved) or not step.tally.by:
        return []
    return [w.marked(DONE, "approved-by", names=people(w, step.team, step.tally.by))]


def together(w: Writer, step: CardState) -> list[Html]:
    """The quantity it is judged by, if pieces that were asked for before count together with it."""
    snapshot, rules = step.purchase.request.snapshot, step.policy.together if step.policy else None
    if not step.beside or snapshot is None:
        return []
    facts = {"beside": show(step.beside), "sum": show(Fen(snapshot.total + step.beside))}
    if rules is None:  # what it was asked with still counts, though the rules add nothing up any more
        return [w.marked(NEEDS_YOU, "judged-with-before", **facts)]
    return [w.marked(NEEDS_YOU, "judged-together", span=duration(w, rules.span), **facts)]


def added_by(w: Writer, step: CardState) -> list[Html]:
    """Of a draft with lines of several people: who cannot decide because they added something, and who still can."""
    if not step.shut_out:
        return []
    names = {"names": people(w, step.team, step.shut_out)}
    if not step.deciders:
        return [w.line("added-by", **names)]
    return [w.line("added-by-leaves", left=people(w, step.team, step.deciders), **names)]


def duration(w: Writer, span: timedelta) -> Html:
    """Whole hours, else minutes."""
    return w.line("minutes", n=span // _MINUTE) if span % _HOUR else w.line("hours", n=span // _HOUR)


def record(w: Writer, team: Team | None, of: SellerRecord) -> list[Html]:
    """The price of the last order, with its day in the team's zone, and how often we bought there."""
    last = []
    if of.last_unit_price is not None:
        when = day(w, of.last_at.astimezone(team.zone if team else BEIJING).date()) if of.last_at else Html("–")
        last = [w.line("last-price", price=show(of.last_unit_price), when=when)]
    key = "seller-many-orders" if of.many else "seller-orders"
    return [*last, w.line(key, n=of.orders) if of.orders else w.line("seller-new")]


def budgets(w: Writer, team: Team | None, lines: Iterable[BudgetLine]) -> list[Html]:
    """What each of these budgets has left, the tightest first."""
    return [_budget(w, team, each) for each in sorted(lines, key=lambda line: line.left)]


def budget_forms(w: Writer, step: CardState) -> list[tuple[Html, Html]]:
    """The line of the tightest budget, which never goes from a card, with its shorter form."""
    line = step.budget
    return [] if line is None else [(_budget(w, step.team, line), _budget(w, step.team, line, short=True))]


def _budget(w: Writer, team: Team | None, line: BudgetLine, *, short: bool = False) -> Html:
    whose = w.line("budget-team") if line.person_id is None else w.named(text(known_as(team, line.person_id)))
    facts = {"whose": whose, "month": month(w, line.month), "limit": show(line.limit)}
    if line.left < 0:
        said = w.line("budget-over-short" if short else "budget-over", over=show(Fen(-line.left)), **facts)
        return Html(f"{NEEDS_YOU} {said}")
    return w.line("budget-left-short" if short else "budget-left", left=show(Fen(line.left)), **facts)


def month(w: Writer, day: date) -> Html:
    return text(format_date(day, "LLLL", locale=w.language))


def day(w: Writer, of: date) -> Html:
    """A calendar day in a form that cannot be misread."""
    return whole(text(format_date(of, _DAYS[w.language], locale=w.language)))


def foreign(w: Writer, step: CardState, amount: Fen) -> str:
    """` ≈ $ 119.60` after an amount, at the rate that the request keeps, else the team's; empty without a rate."""
    request, team = step.purchase.request, step.team
    currency = request.currency or (team.currency if team else "")
    return second_currency(w, amount, currency, _kept(request) or (team.rate if team else None))


def second_currency(w: Writer, amount: Fen, currency: str, rate: Decimal | None) -> str:
    """` ≈ $ 119.60` after an amount; `rate` is yuan for one `currency`; empty without one."""
    if not currency or rate is None:
        return ""
    value = (Decimal(amount) / 100 / rate).quantize(_CENT)
    return f"  {whole(f'≈ {text(get_currency_symbol(currency, locale=w.language), 8)} {value:,}')}"


def _kept(request: Request) -> Decimal | None:
    return read_rate(request.rate)


def read_rate(kept: str | None) -> Decimal | None:
    """A rate as it is stored; None if there is none that can be reckoned with."""
    try:
        rate = Decimal(kept or "")
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and rate > 0 else None


def rate_used(w: Writer, step: CardState) -> list[Html]:
    """The rate a request is reckoned at; the team's may have changed since."""
    request, team = step.purchase.request, step.team
    kept = _kept(request)
    if kept is None or (team and (team.currency, team.rate) == (request.currency, kept)):
        return rate_line(w, team)
    return [w.line("rate-kept", currency=request.currency, rate=str(kept))]


def rate_doubt(w: Writer, step: CardState) -> list[Html]:
    """The rate, only if it is older than a week or not the team's any more."""
    request, team = step.purchase.request, step.team
    if team is None:
        return []
    kept = _kept(request)
    same = kept is None or (team.currency, team.rate) == (request.currency, kept)
    return [] if same and not (w.now is not None and team.rate_is_old(w.now)) else rate_used(w, step)


def rate_line(w: Writer, team: Team | None) -> list[Html]:
    """The rate and its day; older than a week it warns."""
    if team is None or team.rate is None or not team.currency:
        return []
    facts = {"currency": team.currency, "rate": str(team.rate), "day": _rate_day(w, team.rate_date)}
    if w.now is not None and team.rate_is_old(w.now):
        return [w.marked(NEEDS_YOU, "rate-old", **facts)]
    return [w.line("rate-of", **facts)]


def _rate_day(w: Writer, of: date | None) -> Html:
    return day(w, of) if of else Html("–")


def roles(w: Writer, member: Member) -> Html:
    """A member's roles in words, in their fixed order."""
    held = [w.line(f"role-{role.value}") for role in sorted(member.roles)]
    return Html(w.line("comma").join(held)) if held else w.line("role-none")


def at(w: Writer, moment: datetime | None) -> Html:
    return w.when(moment) if moment else Html("–")


def title_of(team: Team | None) -> str:
    """The title of a team's group; its number if it has none."""
    title = clean(str(getattr(team, "title", "") or "")) if team else ""
    return cut(title, LABEL_UNITS) or (texts.say(team.language, "team-number", n=team.id) if team else "")
