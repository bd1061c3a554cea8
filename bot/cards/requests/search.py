"""Shows what 1688 found: what was understood, the offers with a button each, and buttons that change the search."""

from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import NO_BREAK_SPACE, Html, bold, join, plain, text
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import CHECKING, NEEDS_YOU, Writer, dotted, gap, grid, press, rows, show, turning
from bot.desk.requests.finding import FoundPage
from bot.purchasing.offers.offer import SearchHit
from bot.purchasing.offers.search import SearchFilter, Sort
from bot.purchasing.offers.search_words import PLACES, place_name
from bot.purchasing.requests.comparison import MOST

_MOST_HITS, _TITLE_UNITS = 20, 70
_SORTS = {Sort.BEST: "search-best", Sort.PRICE: "search-cheap", Sort.SOLD: "search-sold"}


def search_page(found: FoundPage, language: str) -> View:
    """One page of what a search found; a press on a number opens a draft.

    What does not fit the minimum or the place that is wanted is left out, unless nothing of the page fits.
    """
    w, search, hits = Writer(language), found.search, found.found.hits[:_MOST_HITS]
    fitting, shown = found.fitting[:_MOST_HITS], found.shown[:_MOST_HITS]
    wanted, of_picture = search.filter, f"-picture{'-words' if search.words else ''}" if search.picture else ""
    lines = [w.head("", None, f"head-search{of_picture}", words=search.words)]
    if said := understood(w, wanted):
        lines.append(Html(f"{CHECKING} {dotted(words for _, words in said)}"))
    if len(fitting) < len(hits):
        judged = dotted(words for what, words in said if what in ("pieces", "place"))
        key = "search-fit" if fitting else "search-fit-none"
        lines.append(w.marked(NEEDS_YOU, key, n=len(fitting), all=len(hits), what=judged))
    if wanted.place and (untold := sum(not hit.place for hit in hits)):
        lines.append(w.line("search-place-untold", n=untold))
    if not hits:
        lines.append(w.line(f"search-empty{'-filtered' if said else '-picture' if search.picture else ''}"))
    for number, hit in enumerate(shown, 1):
        lines += [gap(), *_hit(w, number, hit)]
    numbers = [press(str(number), Code(ButtonAction.OPEN, (hit.offer_id, 0))) for number, hit in enumerate(shown, 1)]
    pages = max(found.found.pages, found.page + (len(hits) >= _MOST_HITS))
    turn = turning(found.page, pages, lambda to: Code(ButtonAction.FIND, (found.number, to)))
    first = Code(ButtonAction.COMPARE_HITS, (found.number, found.page)) if len(shown) > 1 else None
    further = [w.button("compare-first", first, n=min(MOST, len(shown))) if first else None, _other_part(w, found)]
    return View(join(lines), (*grid(numbers, 5), *turn, *rows(further), *grid(_filters(w, found), 2)))


def picture_question(number: int, message_id: int, language: str) -> View:
    """Asks once whether pictures of this person may go to 1688."""
    w = Writer(language)
    send = w.button("search-picture-send", Code(ButtonAction.FIND_PICTURE, (number, message_id)), "primary")
    return View(w.line("search-picture-question"), rows([send]))


def understood(w: Writer, wanted: SearchFilter) -> list[tuple[str, Html]]:
    """What narrows a search down, in words that can be typed again; each with what a button calls it."""
    said = list[tuple[str, Html]]()
    if wanted.lowest is not None:
        said.append(("price", w.line("search-at-least", price=show(wanted.lowest))))
    if wanted.highest is not None:
        said.append(("price", w.line("search-up-to", price=show(wanted.highest))))
    if wanted.pieces is not None:
        said.append(("pieces", w.pieces(wanted.pieces, form="-from")))
    if wanted.place:
        said.append(("place", text(place_name(wanted.place, w.language))))
    said += [(each, w.line(f"search-{each}")) for each in ("factory", "soon") if getattr(wanted, each)]
    return [*said, ("sort", w.line(_SORTS[wanted.sort]))] if wanted.sort is not Sort.BEST else said


def _hit(w: Writer, number: int, hit: SearchHit) -> list[Html]:
    title = hit.title if w.language == "zh" and hit.title else hit.title_translated or hit.title
    facts = [bold(show(hit.price))] if hit.price is not None else []
    if hit.minimum:
        facts.append(w.line("least", pieces=w.pieces(hit.minimum)))
    if repeat := text(hit.repeat_percent.rstrip(" %"), 8):
        facts.append(w.line("reorder-rate", percent=repeat))
    if hit.factory:
        facts.append(w.line("search-factory"))
    if place := next((each for each in PLACES if each in hit.place), ""):
        facts.append(text(place_name(place, w.language)))
    return [Html(f"{number}. {dotted(facts)}".rstrip()), text(title, _TITLE_UNITS)]


def _other_part(w: Writer, found: FoundPage) -> Button | None:
    """The part of the picture that follows the one that was searched by; the first one if 1688 chose."""
    parts = found.found.regions
    if len(parts) < 2:
        return None
    at = parts.index(found.search.region) if found.search.region in parts else 0
    region = parts[(at + 1) % len(parts)]
    return w.button("search-other-part", Code(ButtonAction.FIND_CHANGED, (found.number, "region", region)))


def _filters(w: Writer, found: FoundPage) -> list[Button | None]:
    """A button for each filter that can be taken off or put on, and the next order."""
    wanted = found.search.filter

    def change(label: str, what: str, value: str | int) -> Button | None:
        return press(label, Code(ButtonAction.FIND_CHANGED, (found.number, what, value)))

    labels = dict[str, str]()
    for what, words in understood(w, replace(wanted, factory=False, soon=False, sort=Sort.BEST)):
        label = plain(words).replace(NO_BREAK_SPACE, " ")
        labels[what] = f"{labels[what]} · {label}" if what in labels else label
    off = [change(f"✕ {label}", what, 0) for what, label in labels.items()]
    for what, on in (("factory", wanted.factory), ("soon", wanted.soon)):
        off.append(change(f"{'✕' if on else '+'} {w.label(f'search-{what}')}", what, int(not on)))
    after = list(Sort)[(list(Sort).index(wanted.sort) + 1) % len(Sort)]
    return [*off, change(f"⇅ {w.label(_SORTS[after])}", "sort", after.value)]
