"""Shows what people who decide are asked and told: reasons, questions, answers, and the list of what waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards import people
from bot.cards.blocks import product, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, mention, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, Writer, grid, press, rows, show
from bot.cards.requests import lists
from bot.desk.shared.values import CardState, WaitingPage
from bot.purchasing.money import Fen
from bot.purchasing.requests.purchase import Person

_MOST_CALLED = 5
USUAL_REASONS = ("reason-too-dear", "reason-not-needed", "reason-wrong-item", "reason-later")
_TITLE_WIDTH = 32


def pending_list(found: WaitingPage, language: str, now: datetime) -> View:
    """A page of the waiting requests and whom they wait for; a press posts a request's card here."""
    w, asked_for = Writer(language, now), [step.purchase.request for step in found.steps]
    waiting = f"{found.total}+" if found.more else str(found.total)
    lines = [w.head("", None, "head-pending", n=waiting) if found.total else w.head("", None, "pending-empty")]
    for step in found.steps:
        lines += _waiting(w, step)
    turn = lists.turning(found.page, found.pages, lambda to: Code(ButtonAction.PENDING, (to,)))
    shows = [press(f"#{each.name}", Code(ButtonAction.SHOW, (each.id,))) for each in asked_for]
    return View(join(lines), (*grid(shows, 4), *turn))


def _waiting(w: Writer, step: CardState) -> list[Html]:
    request = step.purchase.request
    total = show(request.snapshot.total if request.snapshot else Fen(0))
    head = w.line("pending-one", number=request.name, total=total)
    who = w.named(text(team_lines.numbered(request.requester.name, request.requester.id)))
    return [
        Html(f"{head} · {who}"),
        product.goods(w, request, _TITLE_WIDTH) if request.asked else brief(w.title(request.offer), _TITLE_WIDTH),
        *team_lines.waits_for_in_a_list(w, step),
    ]


def ask_reason(number: int, name: str, shown_hash: str, language: str) -> View:
    """Why not to this request of that name? The usual reasons as buttons; any other one is typed."""
    w = Writer(language)
    usual = [
        w.button(key, Code(ButtonAction.DECLINE_FOR, (number, place, shown_hash)))
        for place, key in enumerate(USUAL_REASONS)
    ]
    other = w.button("reason-other", Code(ButtonAction.DECLINE_OTHER, (number, shown_hash)))
    back = w.button("back", Code(ButtonAction.UNASK))
    return View(w.line("ask-reason", number=name), rows(usual[:2], usual[2:], [other, back]))


def ask_own_reason(name: str, language: str) -> View:
    return people.asking(language, "ask-own-reason", number=name)


def usual_reason(place: int, language: str) -> str:
    """The words of one of the usual reasons to decline; of the last one for a place that there is not."""
    return Writer(language).label(USUAL_REASONS[min(place, len(USUAL_REASONS) - 1)])


def ask_question(name: str, language: str) -> View:
    return people.asking(language, "ask-question", number=name)


def ask_answer(name: str, question: str, language: str) -> View:
    """The question once more, and that the next message answers it."""
    asked = people.asking(language, "ask-answer", number=name)
    return replace(asked, text=join([asked.text, text(question, 300)]))


def ask_why(name: str, language: str) -> View:
    return people.asking(language, "ask-why", number=name)


def said_yes(name: str, language: str, held: CardState | None = None, now: datetime | None = None) -> View:
    """Says that the reader's yes counts and, if it was the last one, whose question still holds the approval."""
    noted = _noted("noted-yes", name, language)
    if held is None:
        return noted
    return View(join([noted.text, *team_lines.held(Writer(language, now), held)]))


def vote_taken_back(name: str, language: str) -> View:
    return _noted("noted-vote-taken-back", name, language)


def question_let_go(name: str, language: str) -> View:
    return _noted("noted-question-let-go", name, language)


def said_no(name: str, language: str) -> View:
    return _noted("noted-no", name, language)


def asked(name: str, language: str) -> View:
    return _noted("noted-question", name, language)


def answered(name: str, language: str) -> View:
    return _noted("noted-answer", name, language)


def taken_back(name: str, language: str) -> View:
    return _noted("noted-taken-back", name, language)


def called_off(name: str, language: str) -> View:
    return _noted("noted-called-off", name, language)


def look_first(name: str, language: str) -> View:
    """Asks the reader to look at the content first, since nobody decides on what they have not seen."""
    return View(Writer(language).line("look-first", number=name))


def called(view: View, who: Sequence[Person], language: str) -> View:
    """The card with these people mentioned below, so that they hear of it."""
    if not who:
        return view
    w, people = Writer(language), [mention(each.id, each.name) for each in who[:_MOST_CALLED]]
    return replace(view, text=join([view.text, w.line("called-who", names=Html(w.line("comma").join(people)))]))


def moved_below(name: str, why: str, language: str) -> View:
    """What is left of a card that was posted again."""
    w = Writer(language)
    return View(w.line("card-superseded" if why == "changed" else "card-below", number=name))


def _noted(key: str, name: str, language: str) -> View:
    return View(Writer(language).marked(DONE, key, number=name))
