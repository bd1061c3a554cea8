"""Parse modes: what becomes which entity, and what is refused with which words."""

from typing import Any

import pytest

from bot.sandbox.botapi.params import styled
from bot.sandbox.chats.refusals import BotApiRefused
from bot.sandbox.chats.rows import as_html


def spans(source: str, mode: str) -> list[tuple[str, str]]:
    """(type, covered words) of each entity."""
    text, entities = styled(source, mode, None)
    raw = text.encode("utf-16-le")
    cut = [raw[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le") for e in entities]
    return [(e["type"], words) for e, words in zip(entities, cut, strict=True)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>a</b> <i>b</i>", [("bold", "a"), ("italic", "b")]),
        ("👍<b>👍a</b>", [("bold", "👍a")]),
        ("<b>x<i>y</i></b>", [("bold", "xy"), ("italic", "y")]),
        ("<b>x<code>y</code>z</b>", [("bold", "x"), ("code", "y"), ("bold", "z")]),
        ("<a href='https://1688.com/?a=1&amp;b'>go</a>", [("text_link", "go")]),
        ('<a href="nonsense">go</a>', []),
        ("<blockquote expandable>q</blockquote>", [("expandable_blockquote", "q")]),
        ('<span class="tg-spoiler">s</span>', [("spoiler", "s")]),
        ('<pre><code class="language-py">p</code></pre>', [("pre", "p")]),
        ("  <b> a </b>  ", [("bold", "a")]),
        ("&lt;b&gt; &#128077; &copy;", []),
        (
            "/buy 5 @caigou_bot #tag",
            [("bot_command", "/buy"), ("mention", "@caigou_bot"), ("hashtag", "#tag")],
        ),
        ("看 https://detail.1688.com/offer/6.html，好", [("url", "https://detail.1688.com/offer/6.html")]),
    ],
)
def test_html_becomes_entities(source: str, expected: list[tuple[str, str]]) -> None:
    assert spans(source, "HTML") == expected


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("价<div>a</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="x">a</tg-time>', "Invalid date-time unix timestamp specified"),
        ('<tg-time unix="1" format="q">a</tg-time>', "Invalid date-time format specified"),
    ],
)
def test_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(BotApiRefused) as refused:
        styled(source, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("#标签 и #тег_1", [("hashtag", "#标签"), ("hashtag", "#тег_1")]),
        ("#sale价", [("hashtag", "#sale价")]),
        ("#sale，好", [("hashtag", "#sale")]),
        ("#sale-now", [("hashtag", "#sale")]),
        ("#a²", [("hashtag", "#a")]),
        ("x#sale 价#sale _#sale", []),
        ("&#sale", [("hashtag", "#sale")]),
        ("#123 #1_2 #", []),
        ("#a#b #c", [("hashtag", "#c")]),
        ("#" + "x" * 300, [("hashtag", "#" + "x" * 256)]),
        ("#sale@shop", [("hashtag", "#sale@shop")]),
        ("#sale@ab", [("hashtag", "#sale")]),
        ("$USD", [("cashtag", "$USD")]),
        ("$USD, ($CNY) 5$", [("cashtag", "$USD"), ("cashtag", "$CNY")]),
        ("$1INCH", [("cashtag", "$1INCH")]),
        ("$USD@shop", [("cashtag", "$USD@shop")]),
        ("$USD价 价$USD $USD5 5$USD $USD_ $USDé $USD$CNY $$USD", []),
        ("$usd $Usd $ABCDEFGHI", []),
        ("#a.com", [("hashtag", "#a")]),
        ("https://1688.com/#sale $USD", [("url", "https://1688.com/#sale"), ("cashtag", "$USD")]),
        ("@caigou_bot看 看@caigou_bot", []),
        ("/buy看 看/buy", []),
    ],
)
def test_what_telegram_finds_by_itself_ends_where_telegram_ends_it(
    source: str, expected: list[tuple[str, str]]
) -> None:
    assert spans(source, "") == expected


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "markdownv2", "rst"])
def test_every_parse_mode_but_html_is_refused(mode: str) -> None:
    with pytest.raises(BotApiRefused) as refused:
        styled("a", mode, None)
    assert refused.value.description == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>a <i>b</i></b> &lt;c", "<b>a <i>b</i></b> &lt;c"),
        (
            '<a href="https://x.com/?a=1&amp;b=2">l</a>',
            '<a href="https://x.com/?a=1&amp;b=2" rel="noreferrer" target="_blank">l</a>',
        ),
        ('<tg-time unix="5" format="t">x</tg-time>', '<time data-unix="5" data-format="t">x</time>'),
    ],
)
def test_the_page_gets_safe_html(source: str, shown: str) -> None:
    text, entities = styled(source, "HTML", None)
    assert as_html(text, entities) == shown


def test_a_script_address_never_becomes_a_link() -> None:
    _, entities = styled('<a href="javascript:alert(1)">x</a>', "HTML", None)
    hostile: list[dict[str, Any]] = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:1"}]
    assert entities == []
    assert 'href="javascript' not in as_html("x", hostile)
