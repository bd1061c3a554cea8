"""Says in one clear sentence why something cannot be done, with a button for what would work if there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from bot.cards.blocks import buying_holds, order_lines, purchase_lines, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, clean, code, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import FAILED, LABEL_UNITS, NEEDS_YOU, Writer, dashed, failure, of_1688, rows, show
from bot.cards.teams import policy
from bot.cards.texts import catalogue as texts
from bot.desk.shared import refusals
from bot.desk.shared.refusal import Undecided, Why
from bot.desk.shared.views import Looked, Unshown
from bot.market import errors
from bot.purchasing.money import Fen
from bot.purchasing.reading.classify_url import NoOffer, Reason
from bot.purchasing.reading.plain_words import QuestionTopic, topic_of
from bot.purchasing.reading.quantity import Wrong
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.text import is_reordered

_THEIR_WORDS = (errors.Rejected, errors.NotAllowed, errors.Misunderstood)
_SHORT_NUMBER = 9
_MOST_NAMES = 3
"""So many of those who may do something are named to somebody who may not."""
_MOST_NUMBERS = 6
"""So many requests are named of those that are to be over first."""
_LISTS = {
    QuestionTopic.PAY: ("show-to-pay", "to_pay"),
    QuestionTopic.WHERE: ("show-open", "open"),
    QuestionTopic.CANCEL: ("show-open", "open"),
    QuestionTopic.REFUND: ("show-all", "all"),
}
"""The list of purchases that helps with a question, and the label that leads there."""


_MOST_UNSHOWN = 5


def sentence(language: str, key: str, sign: str = "", **facts: object) -> View:
    """One sentence of the catalogue, behind a sign if there is one; it needs no buttons."""
    w = Writer(language)
    return View(w.marked(sign, key, **facts) if sign else w.line(key, **facts))


def refusal(why: Why, language: str, now: datetime | None = None) -> View:
    """Why an action does nothing; also short enough for an alert."""
    w = Writer(language, now)
    values = {name: word for each in fields(why) for name, word in _worded(w, each.name, getattr(why, each.name))}
    lines = [w.marked(NEEDS_YOU, _text_of(why), **values, **_obstacle(w, why))]
    decide = None
    if isinstance(why, Undecided):
        lines += buying_holds.missing_lines(w, why.swept, why.unknown, why.resting)
        decide = buying_holds.decide(w) if why.unknown else None
    if isinstance(why, refusals.ReceiptNotCounted | refusals.CountsUnsure):
        decide = order_lines.count_in(w, why.order_id)
    if isinstance(why, refusals.RefundClaimed) and why.rest:
        decide = order_lines.ask_rest(w, why.order_id, why.claim_id, why.rest)
    if isinstance(why, refusals.RefundUnexplained):
        decide = w.button("refund-which", Code(ButtonAction.REFUND_WHICH, (why.order_id, why.claim_id)))
    if isinstance(why, refusals.ReceiptRefund) and why.refund_id:
        decide = w.button("refund-show", Code(ButtonAction.REFUND, (why.order_id, why.refund_id)))
    if isinstance(why, refusals.NotPaused):
        lines += [w.line(f"hold-{hold.value}") for hold in why.holds]
    if isinstance(why, refusals.PolicyWrong):
        lines += policy.faults(w, why.faults)
    reason = getattr(why, "reason", "")
    return View(join([*lines, *of_1688(w, reason)]), rows([decide]))


def moved_on(why: refusals.NoLonger, purchase: Purchase, language: str, now: datetime, *, renewed: bool) -> View:
    """The same of a request that moved on: in which state it is, by whose word, and whether its card says so too."""
    w, (_, state) = Writer(language, now), purchase_lines.summary(purchase)
    sentence = w.line(_text_of(why), number=_number(str(why.number)), state=w.line(state), by=why.by)
    card = f" {w.line('card-renewed')}" if renewed else ""
    return View(Html(f"{NEEDS_YOU} {sentence}{card}"))


def _text_of(why: Why) -> str:
    """The key of its text; some reasons have another one if more is known."""
    if isinstance(why, refusals.TooEarly) and why.at is None:
        return "refusal-too-early-looks"
    if isinstance(why, refusals.ResumeProposed) and why.at is not None:
        return "refusal-resume-proposed-alone"
    if isinstance(why, refusals.NotPaused) and any(not hold.passes for hold in why.holds):
        return "refusal-not-paused-held"
    if isinstance(why, refusals.NoLonger) and why.by:
        return "refusal-no-longer-by"
    if isinstance(why, refusals.RefundClaimed) and why.paid:
        return "refusal-refund-claimed-less" if why.rest else "refusal-refund-claimed-paid"
    named = f"refusal-{why.key}-named"
    return named if getattr(why, "names", None) and texts.has(named) else f"refusal-{why.key}"


def _worded(w: Writer, name: str, value: Any) -> Iterator[tuple[str, object]]:
    """One value of a reason as its text takes it: its name in the text, and the words."""
    match name:
        case "number":
            yield name, _number(str(value if value is not None else ""))
        case "same":
            yield "other", purchase_lines.in_passing(w, value) if value else ""
        case "state":
            yield name, w.line(f"state-{dashed(value)}") if value else ""
        case "at":
            yield name, w.when(value) if value else ""
        case "why":
            yield name, w.line(f"why-{value}") if value else ""
        case "limit":
            yield name, value or 0
            yield "max", show(Fen(value or 0))
        case "refund_id":
            yield "refund", code(value) if value else w.line("refund-unnumbered")
        case "amount":
            yield name, show(value) if value else w.line("refund-sum-unknown")
        case "total" | "goods" | "carriage" | "rest":
            yield name, show(value or Fen(0))
        case "known":
            yield name, w.line("comma").join(value)
        case "needed_looks":
            yield "needed", value
        case "person_id":
            yield "id", code(str(value))
        case "order_id" | "offer_id":
            yield name.removesuffix("_id"), code(value)
        case "oldest":
            yield name, Html(w.line("comma").join(_number(str(each)) for each in value))
            yield "first", str(value[0]) if value else ""
        case "names":
            shown = [text(each) for each in value[:_MOST_NAMES]]
            yield name, Html(w.line("comma").join([*shown, *(["…"] if len(value) > _MOST_NAMES else [])]))
        case "name":
            yield "who", value
        case "requests":
            more = ["…"] if len(value) > _MOST_NUMBERS else []
            yield "numbers", w.line("comma").join([*(f"#{each}" for each in value[:_MOST_NUMBERS]), *more])
        case "deciders":
            yield name, value or "–"
        case _:
            yield name, value


def _obstacle(w: Writer, why: Why) -> dict[str, object]:
    """What is used up, if that is why."""
    if not isinstance(why, refusals.OverCap | refusals.OverBudget):
        return {}
    return {"obstacle": team_lines.obstacle(w, why.key, str(why.detail))}


def market_error(error: errors.MarketError, language: str, again: Code | None = None) -> View:
    """What 1688 did not do, in our words and, if they help, in its own; nothing was bought.

    `again` asks once more, unless 1688 understood and said no.
    """
    w = Writer(language)
    lines = [Html(f"{FAILED} {failure(w, error)}")]
    if isinstance(error, _THEIR_WORDS) or errors.code_in(error.words):
        lines += of_1688(w, error.words)
    useless = isinstance(error, errors.Rejected) and not error.by_gateway
    ask = w.button("ask-1688", again) if again and not useless else None
    return View(join([*lines, w.line("nothing-bought")]), rows([ask]))


def unshown(found: Sequence[Unshown], language: str, *, opened: bool) -> View:
    """Those of several products that 1688 does not show: they are in no request, and why; whether there is one."""
    w, lines = Writer(language), list[Html]()
    for each in found[:_MOST_UNSHOWN]:
        lines.append(w.marked(FAILED, "unshown", offer=each.offer_id, why=failure(w, each.error)))
        if isinstance(each.error, _THEIR_WORDS):
            lines += of_1688(w, each.error.words)
    lines += w.more("lines-more", len(found) - _MOST_UNSHOWN)
    return View(join([*lines, *([] if opened else [w.line("nothing-opened")])]))


def looked(found: Looked, language: str, now: datetime) -> View:
    """What a look that somebody asked for brought: the order's state, news or none, and when it was last seen."""
    w, order = Writer(language, now), found.order
    lines = [order_lines.state_line(w, found.purchase.request.name, order, found.purchase)]
    if found.error is not None:
        lines.append(failure(w, found.error))
    elif found.seen:
        lines.append(w.line("look-news" if found.news else "look-no-news"))
    else:
        lines.append(w.line("look-going-on"))
    if order.looked_at is not None:
        lines.append(w.line("looked-at", when=w.when(order.looked_at)))
    return View(join(lines))


def given_back(number: int, left: Request, language: str) -> View:
    """What was left out of a request that was asked for is a new draft, whose card follows."""
    w = Writer(language)
    return View(w.line("left-out-draft", number=_number(str(number)), n=len(left.asked), draft=_number(str(left.id))))


def link_problem(rejected: NoOffer, language: str) -> View:
    """Why a text is no product on 1688, and what to send instead."""
    w = Writer(language)
    key = f"link-{dashed(rejected.reason.value)}"
    return View(w.marked(NEEDS_YOU, key, host=rejected.host or "–"))


def no_product(words: str, language: str) -> View:
    """A text that names no product and answers nothing: what helps with it, and a search for it if it is short."""
    w, wanted = Writer(language), clean(words)
    topic, search = topic_of(words), Code(ButtonAction.SEARCH, (1, wanted))
    able = search.fits and any(letter.isalpha() for letter in wanted)
    find = w.button("search-for", search, words=wanted) if able else None
    if topic is None:
        return replace(link_problem(NoOffer(Reason.NOTHING, words), language), keyboard=rows([find]))
    helpful = _LISTS.get(topic)
    listed = w.button(helpful[0], Code(ButtonAction.ORDERS, (helpful[1], 1)), "primary") if helpful else None
    return View(w.line(f"asked-{topic}"), rows([listed], [find]))


def quantity_problem(reading: Wrong, language: str) -> View:
    """Why an answer is no quantity."""
    key = f"quantity-{dashed(reading.reason.value)}"
    return View(Writer(language).marked(NEEDS_YOU, key))


def bare_number(offer_id: str, quantity: int, words: str, language: str) -> View:
    """Asks whether a number is an offer's; it is opened, with the words beside it, only if the person says so."""
    w = Writer(language)
    beside = clean(words)
    whole = Code(ButtonAction.OPEN, (offer_id, quantity, *([beside] if beside else [])))
    opens = whole if whole.fits and not is_reordered(words) else Code(ButtonAction.OPEN, (offer_id, quantity))
    lost = [w.line("not-understood", words=text(words, LABEL_UNITS))] if opens is not whole else []
    yes = w.button("open-offer", opens, "primary")
    return View(join([w.line("bare-number", offer=code(offer_id)), *lost]), rows([yes]))


def several_links(most: int, left: int, language: str) -> View:
    """Says that a message names more products than are read at once."""
    return sentence(language, "several-links", most=most, total=most + left, left=left)


def _number(number: str) -> str:
    """A request's number with its #; an order's number or other words as they came."""
    whole = number.partition("/")[0]
    return f"#{number}" if whole.isascii() and whole.isdigit() and len(whole) <= _SHORT_NUMBER else number
