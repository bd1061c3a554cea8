"""`links`: one line an offer on stdout, the reasons on stderr."""

import pytest

from bot import cli
from bot.commands import links
from bot.market.errors import Unreachable
from bot.market.shortlinks import Landing, ShortLinks

OFFER = "https://detail.1688.com/offer/600000000001.html"
SHORT = "https://qr.1688.com/s/AbCd1234"


def test_an_offer_is_its_number_variant_and_quantity(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", f"{OFFER} x20"]) == 0
    out, errors = capsys.readouterr()
    assert (out, errors) == ("600000000001\t-\t20\n", "")


def test_the_words_of_the_command_line_are_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", OFFER, "x20"]) == 0
    assert capsys.readouterr().out == "600000000001\t-\t20\n"


def test_a_sku_of_the_link_is_the_variant(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", f"{OFFER}?skuId=5001234567890"]) == 0
    assert capsys.readouterr().out == "600000000001\t5001234567890\t-\n"


def test_several_offers_are_several_lines_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    other = OFFER.replace("600000000001", "600000000002")
    assert cli.main(["links", f"{other}\n{OFFER} 20件"]) == 0
    assert capsys.readouterr().out == "600000000002\t-\t-\n600000000001\t-\t20\n"


def test_what_is_left_out_of_very_many_links_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", " ".join(f"m.1688.com/offer/{600000000001 + n}.html" for n in range(103))]) == 0
    out, errors = capsys.readouterr()
    assert len(out.splitlines()) == 100
    assert "the first 100. Send the other 3 once more" in errors


@pytest.mark.parametrize("text", ["hello", "https://item.taobao.com/item.htm?id=1", "https://www.aliexpress.com/x"])
def test_no_offer_is_1_with_the_reason_on_stderr(capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert cli.main(["links", text]) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert len(errors.splitlines()) == 1
    assert "<" not in errors


def test_a_rejected_link_beside_an_offer_is_told_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", f"https://item.taobao.com/item.htm?id=1 and {OFFER}"]) == 0
    out, errors = capsys.readouterr()
    assert out == "600000000001\t-\t-\n"
    assert errors.strip()


def test_a_doubtful_quantity_is_asked_about_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", f"{OFFER} x1,000"]) == 0
    out, errors = capsys.readouterr()
    assert out == "600000000001\t-\t-\n"
    assert "is 1000 the quantity?" in errors


def test_a_short_link_is_not_followed_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", SHORT]) == 1
    assert "--online" in capsys.readouterr().err


def test_a_short_link_is_followed_where_it_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def landed(self: ShortLinks, url: str) -> Landing:
        assert url == SHORT
        return Landing("https://m.1688.com/offer/600000000001.html?x=1", "")

    monkeypatch.setattr(ShortLinks, "resolve", landed)
    assert cli.main(["links", "--online", f"{SHORT} x3"]) == 0
    assert capsys.readouterr().out == "600000000001\t-\t3\n"


def test_a_short_link_that_leads_nowhere_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(self: ShortLinks, url: str) -> Landing:
        raise Unreachable("short link", "no answer within 5 s")

    monkeypatch.setattr(ShortLinks, "resolve", lost)
    assert cli.main(["links", "--online", SHORT]) == 1
    assert capsys.readouterr().err.strip()


def test_the_words_of_a_card_are_told_without_its_markup() -> None:
    assert links.plain("<b>Not</b> here &amp; now\n\n<a href='x'>there</a>") == "Not here & now there"
