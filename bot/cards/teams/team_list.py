"""Shows the list of a team: its lines with who added them, one line that is changed, and what came of adding."""

from collections.abc import Sequence

from bot.cards.blocks import goods, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, cut, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, dotted, grid, page_of, press, rows, show, turning_round
from bot.desk.requests.team_list import Added, ListShown
from bot.purchasing.choice import quantity_steps
from bot.purchasing.requests.team_list import ListLine, about

ON_A_PAGE = 5
"""Lines of a list that stand on one screen of a phone."""
_TITLE, _NAME, _LABEL, _MOST_STEPS = 14, 10, 14, 3
_TITLE_AT_REST = 3


def the_list(shown: ListShown, language: str, page: int = 0) -> View:
    """A page of the list (from 0): who added what; asking for all of it, and changing it."""
    w, (page, pages, here) = Writer(language), _page(shown, page)
    team = shown.team.id
    waits = any(not line.rests for line in shown.lines)
    ask = w.button("list-ask", Code(ButtonAction.LIST_ASK, (team,)), "success") if waits else None
    mine = [each for each in shown.lines if shown.changeable(each)]
    change = w.button("change", Code(ButtonAction.LIST_CHANGE, (team, page))) if mine else None
    turn = turning_round(page, pages, lambda to: Code(ButtonAction.LIST, (team, to)))
    return View(join(_lines(w, shown, here)), rows([ask], turn, [change]))


def changes(shown: ListShown, language: str, page: int = 0) -> View:
    """The same page with a button for each line that its reader may change."""
    w, (page, pages, here) = Writer(language), _page(shown, page)
    named = [
        press(f"{number}. {cut(clean(w.title(each.offer)), _LABEL)}", Code(ButtonAction.LIST_LINE, (each.id,)))
        for number, each in here
        if shown.changeable(each)
    ]
    back = w.button("back", Code(ButtonAction.LIST, (shown.team.id, page)))
    turn = turning_round(page, pages, lambda to: Code(ButtonAction.LIST_CHANGE, (shown.team.id, to)))
    return View(join(_lines(w, shown, here)), (*grid(named, 2), *rows(turn, [back])))


def one_line(shown: ListShown, line: ListLine, language: str) -> View:
    """One line: other pieces of it, or none at all. Of several variants all go together."""
    w, number = Writer(language), shown.lines.index(line) + 1
    if line.rests:
        return _line_at_rest(w, shown, number, line)
    sku = line.offer.sku(line.choice.spec_id) if line.choice.spec_id else None
    steps: Sequence[int] = () if line.choice.several else quantity_steps(line.offer, sku)[:_MOST_STEPS]
    fewer = [press(str(each), Code(ButtonAction.LIST_PIECES, (line.id, each))) for each in steps]
    other = None if line.choice.several else w.button("other-quantity", Code(ButtonAction.LIST_TYPE, (line.id,)))
    out = w.button("list-out", Code(ButtonAction.LIST_PIECES, (line.id, 0)), "danger")
    back = w.button("back", Code(ButtonAction.LIST, (shown.team.id, (number - 1) // ON_A_PAGE)))
    lines = [w.head("", None, "head-list-line", n=number), _line(w, shown, number, line)]
    return View(join(lines), rows([*fewer, other], [out, back]))


def page_of_line(shown: ListShown, line_id: int) -> int:
    """The page (from 0) on which a line of the list stands; the first if it is not there."""
    for place, line in enumerate(shown.lines):
        if line.id == line_id:
            return place // ON_A_PAGE
    return 0


def _line_at_rest(w: Writer, shown: ListShown, number: int, line: ListLine) -> View:
    """One line that may have been ordered already: it is wanted all the same, or taken out."""
    assert line.rests_since is not None
    let_go = w.button("list-let-go", Code(ButtonAction.LIST_LET_GO, (line.id,)))
    out = w.button("list-out", Code(ButtonAction.LIST_PIECES, (line.id, 0)), "danger")
    back = w.button("back", Code(ButtonAction.LIST, (shown.team.id, (number - 1) // ON_A_PAGE)))
    lines = [
        w.head("", None, "head-list-line", n=number),
        _line(w, shown, number, line),
        w.marked(NEEDS_YOU, "list-line-rests", when=w.when(line.rests_since)),
    ]
    return View(join(lines), rows([let_go], [out, back]))


def added(what: Added, language: str) -> View:
    """What is on the list now, and what must be chosen before it is."""
    w, lines = Writer(language), list[Html]()
    if what.count:
        of = len(what.shown.lines)
        lines.append(w.marked(DONE, "list-added", n=what.count, of=of))
    if what.resting:
        lines.append(w.marked(NEEDS_YOU, "list-added-rests"))
    if what.draft is not None:
        lines.append(w.marked(NEEDS_YOU, "list-choose-first"))
    button = w.button("list-show", Code(ButtonAction.LIST, (what.shown.team.id, 0)))
    return View(join(lines), rows([button]))


def _lines(w: Writer, shown: ListShown, here: Sequence[tuple[int, ListLine]]) -> list[Html]:
    head = w.head("", None, "head-team-list", team=team_lines.title_of(shown.team))
    if not shown.lines:
        return [head, w.line("team-list-empty")]
    summed = w.line("team-list-sum", n=len(shown.lines), sum=show(about(shown.lines)))
    lines = [head, *(_line(w, shown, number, each) for number, each in here), summed]
    since = [line.rests_since for line in shown.lines if line.rests_since is not None]
    if since:
        lines.append(w.marked(NEEDS_YOU, "team-list-rests", n=len(since), when=w.when(max(since))))
    return lines


def _line(w: Writer, shown: ListShown, number: int, line: ListLine) -> Html:
    """What, in which variant, how many, and who added it."""
    offer, choice = line.offer.worded(w.language), line.choice
    lines = choice.lines(offer.offer_id)
    if len(lines) == 1 and lines[0].spec_id:
        what = goods.variant_and_pieces(w, offer, lines[0])
    else:
        what = dotted([*goods.several(w, len(choice.pieces)), w.of(offer, choice.quantity or 0)])
    name = w.named(brief(team_lines.known_as(shown.team, line.by), _NAME))
    if not line.rests:
        return Html(f"{number}. {dotted([brief(w.title(offer), _TITLE), what, name])}")
    title = brief(w.title(offer), _TITLE_AT_REST)
    return Html(f"{number}. {dotted([title, what, name, w.line('list-line-at-rest')])}")


def _page(shown: ListShown, wanted: int) -> tuple[int, int, Sequence[tuple[int, ListLine]]]:
    """The page that is shown (from 0), or the last one; how many there are; and its lines with their numbers."""
    page, pages, here = page_of([*enumerate(shown.lines, 1)], wanted + 1, ON_A_PAGE)
    return page - 1, pages, here
