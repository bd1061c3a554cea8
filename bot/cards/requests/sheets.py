"""Says what was read of a sheet, and why a file or a row is not read."""

from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import FAILED, NEEDS_YOU, Writer, dashed, rows
from bot.desk.requests.progress import ReadingProgress
from bot.purchasing.sheets.columns import Columns
from bot.purchasing.sheets.read_sheet import ReadSheet, SheetProblem
from bot.sheets.contents import Contents, SheetFault

_MOST_PROBLEMS, _MOST_NAMES, _WORDS_WIDTH, _ROWS_WIDTH = 6, 3, 30, 400


def fault(why: SheetFault, language: str) -> View:
    """The one reason why a file is not read, and what to do."""
    key = f"sheet-{dashed(why.value)}"
    return View(Writer(language).marked(FAILED, key))


def offer(message_id: int, name: str, language: str) -> View:
    """Asks whether a file in a group is one to buy from; its only button reads it."""
    w = Writer(language)
    button = w.button("sheet-read-it", Code(ButtonAction.READ_SHEET, (message_id,)))
    return View(w.line("sheet-offer", name=brief(name, _WORDS_WIDTH)), rows([button]))


def read(sheet: ReadSheet, contents: Contents | None, language: str) -> View:
    """How many lines there are, in which columns they were found, and which rows are none."""
    w = Writer(language)
    if sheet.columns.missing:
        names = Html(w.line("comma").join(w.line(f"sheet-column-{each.value}") for each in sheet.columns.missing))
        return View(join([w.marked(NEEDS_YOU, "sheet-no-column", names=names), w.line("sheet-try-template")]))
    offers = len({_key(line.offer) for line in sheet.lines})
    lines = [w.line("sheet-read", lines=len(sheet.lines), products=offers), _found(w, sheet.columns)]
    lines += _added(w, sheet)
    if contents is not None and contents.others:
        names = text(", ".join(contents.others[:_MOST_NAMES]), 2 * _WORDS_WIDTH)
        lines.append(w.line("sheet-others", sheet=text(contents.sheet, _WORDS_WIDTH), names=names))
    problems = [_problem(w, each) for each in sheet.problems[:_MOST_PROBLEMS]]
    if problems:
        lines += [w.marked(NEEDS_YOU, "sheet-left-out", n=len(sheet.problems)), *problems]
        left = [each.row for each in sheet.problems[_MOST_PROBLEMS:]]
        lines += [w.line("sheet-more-rows", rows=text(", ".join(map(str, left)), _ROWS_WIDTH))] if left else []
    if not sheet.lines:
        lines.append(w.line("sheet-nothing"))
    return View(join(lines))


def reading(said: View, progress: ReadingProgress, number: int, language: str) -> View:
    """The same while 1688 is asked: how far it is, and a button that stops the reading of this number."""
    w = Writer(language)
    offers = w.line("sheet-progress-offers", n=progress.offers, of=progress.of_offers)
    sellers = w.line("sheet-progress-sellers", n=progress.sellers, of=progress.of_sellers)
    stop = w.button("sheet-stop", Code(ButtonAction.STOP_READING, (number,)))
    text = join([said.text, sellers if progress.of_sellers else offers])
    return replace(said, text=text, keyboard=rows([stop]))


def _added(w: Writer, sheet: ReadSheet) -> list[Html]:
    """Which rows name the same, so that their pieces are bought together."""
    same: dict[object, list[int]] = {}
    for line in sheet.lines:
        same.setdefault((_key(line.offer), line.variant.casefold(), line.note, line.tag), []).append(line.row)
    row_sums = [" + ".join(map(str, each)) for each in same.values() if len(each) > 1]
    return [w.line("sheet-added", rows=text(", ".join(row_sums), _ROWS_WIDTH))] if row_sums else []


def _key(offer: object) -> str:
    return str(getattr(offer, "offer_id", "") or getattr(offer, "url", "") or getattr(offer, "code", ""))


def _found(w: Writer, columns: Columns) -> Html:
    """Which column says what: `product in A, quantity in C`."""
    named = [
        w.line("sheet-column", name=w.line(f"sheet-column-{place.column.value}"), letter=place.letter)
        for place in columns.places
    ]
    return Html(w.line("comma").join(named))


def _problem(w: Writer, problem: SheetProblem) -> Html:
    why = w.line(f"sheet-row-{dashed(problem.kind.value)}", words=brief(problem.words, _WORDS_WIDTH))
    return w.line("sheet-row", row=problem.row, why=why)


def leads_nowhere(row: int, language: str) -> View:
    """A short link of a row does not lead to a product."""
    w = Writer(language)
    return View(w.line("sheet-row", row=row, why=w.line("sheet-row-no-offer", words="")))
