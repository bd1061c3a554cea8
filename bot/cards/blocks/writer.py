"""Writes words, money, moments and quantities for one reader, and the small parts of every card."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TypeVar
from urllib.parse import urlencode

from babel.dates import format_datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import (
    NO_BREAK_SPACE,
    Fold,
    Html,
    bold,
    brief,
    clean,
    isolated,
    moment,
    text,
    web_address,
    whole,
)
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.texts import catalogue as texts
from bot.market import errors
from bot.market.errors import code_in
from bot.purchasing import money
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Offer, Sku
from bot.purchasing.own_reasons import own_reason
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.text import known_language

WAITS, DONE, FAILED, NEEDS_YOU, CHECKING, ON_THE_WAY, TO_PAY = "⏳", "✅", "❌", "⚠️", "🔎", "📦", "💴"

LABEL_UNITS = 40
"""The longest foreign part of a button, in UTF-16 units."""

T = TypeVar("T")
BEIJING = timezone(timedelta(hours=8))
_PATTERNS = {"en": "d MMM HH:mm", "zh": "M月d日 HH:mm", "ru": "d MMM HH:mm"}
_PIECES = frozenset({"", "件", "个", "piece", "pieces", "pcs", "pc", "unit", "units", "шт", "шт."})
_UNITS = {
    word: unit
    for unit, words in {
        "pair": "双 对 pair pairs пара",
        "set": "套 set sets набор комплект",
        "box": "盒 box boxes коробка",
        "carton": "箱 carton cartons ящик",
        "pack": "包 pack packs package упаковка",
        "bag": "袋 bag bags пакет мешок",
        "roll": "卷 roll rolls рулон",
        "sheet": "张 sheet sheets лист",
        "bottle": "瓶 bottle bottles бутылка",
        "dozen": "打 dozen дюжина",
        "metre": "米 m meter meters metre metres м метр",
        "kilogram": "公斤 千克 kg kilogram kilograms кг килограмм",
        "tonne": "吨 ton tons tonne tonnes тонна",
    }.items()
    for word in words.split()
}
"""The usual units, as 1688 writes and translates them, by the name that our own forms of them have."""
_UNIT = 12
_MOST_PARCELS = 4
_MOST_COPIED = 256
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


@dataclass(frozen=True)
class ForChat:
    """The chat that a message is for: private or not, a team's or not; `bot` is our own username, for links."""

    bot: str = ""
    private: bool = True
    of_team: bool = False


class Writer:
    """Writes for one reader: a language, the moment of writing if there is one, and the chat that it is for."""

    def __init__(self, language: str, now: datetime | None = None, chat: ForChat | None = None) -> None:
        self.language = known_language(language)
        self.now = now
        self.chat = chat or ForChat()

    def line(self, key: str, **facts: object) -> Html:
        """A sentence of the catalogue as markup; foreign facts are made harmless."""
        safe = {name: text(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
        return self.named(texts.say(self.language, key, **safe))

    def named(self, markup: str) -> Html:
        """Markup in which those who were forgotten are called so."""
        return Html(markup.replace(FORMER, texts.say(self.language, "former-member")) if FORMER in markup else markup)

    def labelled(self, key: str, words: Html, **facts: object) -> Html:
        """A label of the catalogue that ends in a colon, and words behind it."""
        return self.sentences(self.line(key, **facts), words)

    def marked(self, sign: str, key: str, **facts: object) -> Html:
        """A sentence of the catalogue behind a sign."""
        return Html(f"{sign} {self.line(key, **facts)}")

    def more(self, key: str, left: int) -> list[Html]:
        """How many there are beside those that are shown, if there are more."""
        return [self.line(key, n=left)] if left > 0 else []

    def fold(self, lines: Sequence[Html]) -> list[Html]:
        """What is merely long, in one quote that a phone folds; nothing for no lines."""
        return [Fold.of(lines, lambda n: self.line("folded-more", n=n))] if lines else []

    def sentences(self, *said: Html) -> Html:
        """Sentences in one line; full-width signs have their own space."""
        return Html(("" if self.language == "zh" else " ").join(said))

    def label(self, key: str, **facts: object) -> str:
        """A sentence of the catalogue as plain text, for a button."""
        short = {n: isolated(clean(f), LABEL_UNITS) if isinstance(f, str) else f for n, f in facts.items()}
        return self.named(texts.say(self.language, key, **short)).replace(NO_BREAK_SPACE, " ")

    def head(self, sign: str, number: object, key: str, **facts: object) -> Html:
        """The first line: the state's sign, the request's number if there is one, what this is."""
        sentence = self.line(key, **facts)
        line = f"#{text(str(number))} · {sentence}" if number else sentence[:1].upper() + sentence[1:]
        return Html(f"{sign} {bold(Html(line))}".strip())

    def when(self, at: datetime) -> Html:
        """A moment in the reader's time zone; in Beijing's if a client cannot show it."""
        local = at.astimezone(BEIJING)
        day = format_datetime(local, _PATTERNS[self.language], locale=self.language)
        return moment(at, whole(texts.say(self.language, "beijing", moment=day)), self.now)

    def pieces(self, quantity: int, unit: str = "", unit_translated: str = "", form: str = "") -> Html:
        """A quantity with its unit: `50 pcs`; `form` "-from" says it as a beginning: `from 50 pcs`."""
        if self.language == "zh":
            named = "件" if unit.casefold() in _PIECES - {"个"} else unit
            return whole(texts.say("zh", f"counted{form}", n=quantity, unit=text(named, _UNIT)))
        if unit.casefold() in _PIECES or unit_translated.casefold() in _PIECES - {""}:
            return whole(texts.say(self.language, f"pieces{form}", n=quantity))
        usual = _UNITS.get(unit.casefold()) or _UNITS.get(unit_translated.casefold())
        if usual:
            return whole(texts.say(self.language, f"unit{form}", n=quantity, unit=usual))
        named = text(unit_translated or unit, _UNIT)
        return whole(texts.say(self.language, f"counted{form}", n=quantity, unit=named))

    def of(self, offer: Offer, quantity: int, form: str = "") -> Html:
        """A quantity in the offer's unit."""
        return self.pieces(quantity, offer.unit, offer.unit_translated, form)

    def title(self, offer: Offer) -> str:
        """The title in the reader's language, as far as 1688 gave it; not yet cleaned."""
        return offer.title_in(self.language)

    def value(self, attribute: Attribute) -> str:
        return attribute.value if self.language == "zh" and attribute.value else attribute.shown_value

    def variant(self, sku: Sku) -> str:
        """The values of a variant; not yet cleaned."""
        return " / ".join(self.value(attribute) for attribute in sku.attributes)

    def button(self, key: str, code: Code, style: str = "", **facts: object) -> Button | None:
        """A button with words of the catalogue, or None if its code would be too long."""
        return press(self.label(key, **facts), code, style)

    def copy(self, key: str, value: str, **facts: object) -> Button | None:
        """A button that copies a number or text."""
        copied = clean(value)[:_MOST_COPIED]
        return Button(self.label(key, **facts), copy=copied) if copied else None

    def copies(self, bill_nos: Sequence[str]) -> list[Button | None]:
        """A button for each parcel that copies its number; of several, each shows how its number ends."""
        if len(bill_nos) < 2:
            return [self.copy("copy-parcel", each) for each in bill_nos]
        return [self.copy("copy-one-parcel", each, ending=each[-4:]) for each in bill_nos[:_MOST_PARCELS]]

    def link(self, key: str, url: str, style: str = "", **facts: object) -> Button | None:
        """A button that opens a web address, or None if it is none."""
        return Button(self.label(key, **facts), url=url, style=style) if web_address(url) else None


def press(label: str, code: Code, style: str = "") -> Button | None:
    """A button with any label, or None if its code would be too long or an argument is not known."""
    able = code.fits and "" not in code.args
    return Button(label or "·", data=code.text, style=style) if able else None


def rows(*lines: Iterable[Button | None]) -> Keyboard:
    """Rows of buttons, without buttons that could not be made and without empty rows."""
    full = (tuple(button for button in line if button is not None) for line in lines)
    return tuple(line for line in full if line)


def grid(buttons: Iterable[Button | None], width: int) -> Keyboard:
    """Buttons in rows of `width`."""
    able = [button for button in buttons if button is not None]
    return tuple(tuple(able[at : at + width]) for at in range(0, len(able), width))


def page_of(every: Sequence[T], page: int, on_a_page: int) -> tuple[int, int, Sequence[T]]:
    """The page of this number (from 1), or the last one: its number, how many there are, what stands on it."""
    pages = max(1, -(-len(every) // on_a_page))
    page = min(max(1, page), pages)
    return page, pages, every[(page - 1) * on_a_page : page * on_a_page]


def stepper(button: Button | None, n: int, step: Callable[[int], Code], *, more: bool = True) -> list[Button | None]:
    """One less and one `more`, as far as that can be, beside the button that says the number (`n`)."""
    still = press("·", Code(ButtonAction.STILL))
    return [press("−", step(-1)) if n else still, button, press("+", step(1)) if more else still]


def turning(page: int, pages: int, to: Callable[[int], Code], *, more: bool = False) -> Keyboard:
    """The way to the pages before and after (from 1); none if there is one. `more`: there are pages after the last."""
    if pages < 2:
        return ()
    back = press("◀", to(page - 1)) if page > 1 else None
    on = press("▶", to(page + 1)) if page < pages else None
    return rows([back, press(f"{page}/{pages}{'+' if more else ''}", Code(ButtonAction.STILL)), on])


def turning_round(page: int, pages: int, to: Callable[[int], Code], name: str = "") -> list[Button | None]:
    """The same (from 0) if the first page follows the last; `name` is what the page is called."""
    if pages < 2:
        return []
    still = press(f"{name} {page + 1}/{pages}".strip(), Code(ButtonAction.STILL))
    return [press("◀", to((page - 1) % pages)), still, press("▶", to((page + 1) % pages))]


def dotted(parts: Iterable[str]) -> Html:
    """Parts of a line, side by side."""
    return Html(" · ".join(filter(None, parts)))


def dashed(word: str) -> str:
    """A word of ours as it stands in the key of a text."""
    return word.replace("_", "-")


def show(fen: Fen) -> Html:
    """¥ 868.00"""
    return whole(money.show(fen))


def gap() -> Html:
    """An empty line."""
    return Html("")


def said(words: str, limit: int = 300) -> Html:
    """1688's or somebody's own words, at most so many UTF-16 units of them."""
    return Html(f"<i>{text(words, limit)}</i>")


def words(value: str, width: int) -> Html:
    """The beginning of somebody's own words, on a line of ours."""
    return Html(f"<i>{brief(value, width)}</i>")


def of_1688(w: Writer, words: str) -> list[Html]:
    """What 1688 said: what it means if a code in it is known, then its own words; nothing for no words."""
    known_code = code_in(words)
    meant = [w.line(f"code-{known_code}")] if known_code else []
    return [*meant, said(reason_in(w, words))] if words else []


def in_our_words(w: Writer, words: str) -> str:
    """The same as one plain sentence: 1688's words in brackets behind what they mean."""
    known_code = code_in(words)
    return f"{texts.say(w.language, f'code-{known_code}')} ({words})" if known_code and w.language != "zh" else words


_MARKET_KEYS: tuple[tuple[type[errors.MarketError], str], ...] = (
    (errors.Unreachable, "market-unreachable"),
    (errors.Throttled, "market-throttled"),
    (errors.NotAllowed, "market-not-allowed"),
    (errors.LoginNeeded, "market-login-needed"),
    (errors.NotFound, "market-not-found"),
    (errors.Rejected, "market-rejected"),
    (errors.Misunderstood, "market-misunderstood"),
)
"""The narrower kind before the wider one."""


def failure(w: Writer, error: errors.MarketError) -> Html:
    """What kind of error 1688 gave, in a sentence."""
    key = next((key for kind, key in _MARKET_KEYS if isinstance(error, kind)), "market-misunderstood")
    return w.line(key, call=error.call)


def reason_in(w: Writer, reason: str) -> str:
    """A reason that is the program's own, in the reader's language; 1688's words and somebody's as they are."""
    own, parts = own_reason(reason) or (None, {})
    key = f"own-reason-{dashed(own.name.lower())}" if own else ""
    if not texts.has(key):
        return reason
    return texts.say(w.language, key, **{name: reason_in(w, part) for name, part in parts.items()})


def picture(*urls: str) -> str:
    """The first address that Telegram can fetch a picture from."""
    return next((url for url in urls if web_address(url)), "")


def deep_link(username: str, payload: str) -> str:
    """The address that opens a private chat and says `/start <payload>` there; empty if it cannot be one."""
    return f"https://t.me/{username}?start={payload}" if username and _PAYLOAD.fullmatch(payload) else ""


def group_link(username: str) -> str:
    """The address that lets an admin bring the bot into a group, which then is a team."""
    return f"https://t.me/{username}?startgroup=team" if username else ""


def open_in_private(w: Writer, key: str, username: str, payload: str) -> Button | None:
    """A button that goes on in the reader's private chat."""
    return w.link(key, deep_link(username, payload))


def share_link(link: str, words: str) -> str:
    """The address by which Telegram asks to whom a link of ours shall be sent, with words; empty without a link."""
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': words})}" if link else ""
