"""Foreign text becomes harmless, and its length is Telegram's."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.html import Html, bold, clean, code, cut, join, moment, plain, text, units, web_address

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = BIDI + "\u200b\u200c\u200d\u2060\ufeff\u2028\u2029\x00\x1b\x85\ud800"


class Reader(HTMLParser):
    """What stands in a text: the tags, and the words between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text())
def test_foreign_text_is_one_line_without_tags(value: str) -> None:
    shown = text(value)
    reader = read(shown)
    assert reader.tags == []
    assert "\n" not in shown
    assert reader.words == plain(shown)
    assert units(plain(shown)) <= 160


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_cannot_be_seen_goes(sign: str) -> None:
    assert sign not in clean(f"a{sign}b")


def test_a_turned_amount_reads_as_it_is_stored() -> None:
    assert clean("\u202e00.1 ¥\u202c") == "00.1 ¥"


def test_a_title_cannot_wear_our_signs() -> None:
    assert clean("✅ #1042 · paid ⚠️") == "#1042 · paid"


def test_piled_up_marks_are_thinned() -> None:
    assert len(clean("a" + "\u0301" * 500)) <= 4


def test_a_cut_never_splits_a_grapheme() -> None:
    flags = "🇨🇳" * 50
    shown = cut(flags, 22)
    assert shown == "🇨🇳" * 5 + "…"
    assert units(shown) <= 22


@given(st.text(), st.integers(1, 60))
def test_a_cut_keeps_its_limit(value: str, limit: int) -> None:
    assert units(cut(value, limit)) <= max(limit, 1)


def test_length_is_counted_in_utf_16_units() -> None:
    assert units("a中😀") == 4


def test_markup_is_not_escaped_twice() -> None:
    assert bold(text("<b>A & B</b>")) == "<b>&lt;b&gt;A &amp; B&lt;/b&gt;</b>"
    assert text(Html("<b>x</b>")) == "<b>x</b>"
    assert code("a<b") == "<code>a&lt;b</code>"


def test_joining_drops_whole_lines_beyond_the_limit() -> None:
    shown = join([bold(Html("x" * 50)) for _ in range(100)])
    assert units(plain(shown)) <= 4096
    assert read(shown).tags.count("b") == read(shown).tags.count("/b")
    assert shown.endswith("…")


def test_a_moment_is_shown_in_the_readers_zone() -> None:
    at = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
    assert moment(at, "24 Nov 14:05", at) == '<tg-time unix="1795500300" format="dt">24 Nov 14:05</tg-time>'


def test_a_moment_that_telegram_would_refuse_is_plain() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert moment(datetime(2031, 1, 1, tzinfo=UTC), "1 Jan 2031", now) == "1 Jan 2031"
    assert moment(datetime(2199, 1, 1, tzinfo=UTC), "2199", None) == "2199"


@pytest.mark.parametrize(
    ("url", "able"),
    [
        ("https://trade.1688.com/order/cashier.htm?orderId=1", True),
        ("http://127.0.0.1:8688/x", True),
        ("alipays://platformapi/startapp", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://a b/", False),
        ("https://[half", False),
        ("https://例.cn/", False),
        ("https://a/" + "x" * 3000, False),
        ("", False),
    ],
)
def test_only_web_addresses_stand_on_buttons(url: str, able: bool) -> None:
    assert bool(web_address(url)) is able
