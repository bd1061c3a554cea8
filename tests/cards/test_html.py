"""Foreign text becomes harmless, and its length is Telegram's."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message

from bot.cards.blocks.html import (
    Html,
    bold,
    clean,
    code,
    cut,
    join,
    mention,
    moment,
    ours,
    plain,
    text,
    units,
    unmarked,
    web_address,
)
from bot.cards.blocks.view import View
from bot.chat.conversation.conversation import text_of
from tests.cards.drawing import links

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


@pytest.mark.threat("T46")
@pytest.mark.parametrize(
    "said",
    [
        "@admin",
        "(@admin)",
        "t.me/evil",
        "example.com",
        "пример.рф",
        "https://evil.example/a?b=1",
        "tg://resolve?domain=x",
        "/resume",
        "//resume",
        "«/resume@bot»",
        "À/0",
        "#tag",
        "#1688x",
        "$USD",
        "a@evil.com",
        "1.2.3.4",
        "+1-212-555-0123",
        "13800138000",
        "+7 (495) 123-45-67",
    ],
)
def test_what_somebody_wrote_never_becomes_a_link_and_reads_as_it_was(said: str) -> None:
    for shown in (text(said), bold(text(f"see {said} now")), mention(7, said), join([text(said), code(said)])):
        assert links(View(shown)) == []
    assert not re.search(r"\d(?:[ ().-]{0,2}\d){6}", plain(text(said)))
    assert clean(plain(text(said))) == said, "typed back it is what it was"
    assert plain(code(said)) == said, "a tap copies it as it is"


@pytest.mark.parametrize(
    "said", ["¥ 868.00 (+¥ 50.00, +5.8 %)", "White / M", "Asia/Shanghai", "#1042", "3301686771403783779", "A.B. 2 шт."]
)
def test_what_is_no_link_is_left_alone(said: str) -> None:
    assert plain(text(said)).replace("A.\u2060B", "A.B") == said


def test_words_that_were_copied_from_a_message_are_read_as_they_were_written() -> None:
    copied = plain(text("else: any of @boris https://detail.1688.com/offer/1.html"))
    message = Message(1, datetime(2026, 11, 24, tzinfo=UTC), Chat(7, "private"), text=copied)
    assert text_of(message) == "else: any of @boris https://detail.1688.com/offer/1.html"


def test_our_own_words_stay_links() -> None:
    view = View(join([ours("https://t.me/caigou_bot?start=hello & @caigou_bot"), Html("/resume")]))
    assert set(links(view)) == {"https://t.me/caigou_bot?start=hello", "@caigou_bot", "/resume"}


def test_code_that_has_to_lose_its_markup_becomes_no_link() -> None:
    lines = [code("t.me/evil") for _ in range(120)]
    assert links(View(join(lines))) == []
    assert plain(unmarked(code("<@evil>"))) == "<@\u2060evil>"


@pytest.mark.threat("T17")
@pytest.mark.parametrize("sign", UNSEEN)
def test_what_cannot_be_seen_goes(sign: str) -> None:
    assert sign not in clean(f"a{sign}b")


def test_a_turned_amount_reads_as_it_is_stored() -> None:
    assert clean("\u202e00.1 ¥\u202c") == "00.1 ¥"


def test_a_title_cannot_wear_our_signs() -> None:
    assert clean("✅ #1042 · paid ⚠️") == "#1042 · paid"


def test_piled_up_marks_are_thinned() -> None:
    assert len(clean("a" + "\u0301" * 500)) <= 4


@pytest.mark.threat("T22")
def test_a_cut_never_splits_a_grapheme() -> None:
    flags = "🇨🇳" * 50
    shown = cut(flags, 22)
    assert shown == "🇨🇳" * 5 + "…"
    assert units(shown) <= 22


@pytest.mark.threat("T22")
@given(st.text(), st.integers(1, 60))
def test_a_cut_keeps_its_limit(value: str, limit: int) -> None:
    assert units(cut(value, limit)) <= max(limit, 1)


def test_length_is_counted_in_utf_16_units() -> None:
    assert units("a中😀") == 4


def test_markup_is_not_escaped_twice() -> None:
    assert bold(text("<b>A & B<b>")) == "<b>&lt;b&gt;A &amp; B&lt;b&gt;</b>"
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
