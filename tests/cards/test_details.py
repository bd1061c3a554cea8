"""Everything about one purchase: what happened, who may act on it, and who reads where it goes."""

from dataclasses import replace

from bot.cards.requests import details
from bot.desk.shared.views import Details
from tests.cards import samples as s
from tests.cards.drawing import check, drawn


def shown(reader: int = s.ANNA.id, username: str = "") -> str:
    """The details as this person reads them; with the bot's `username`, in a group."""
    view = details.order_details(Details(s.ORDERED, reader, acts=True), "en", s.NOW, username)
    check(view)
    return drawn(view)


def test_details_tell_what_happened_when() -> None:
    text = shown()
    assert "What happened\n24 Nov 14:05 (Beijing) · opened\n24 Nov 14:06 (Beijing) · confirmed" in text
    assert text.count("¥ 868.00") == 1


def test_what_happened_says_why_the_rest_was_closed() -> None:
    closed = replace(s.JOURNAL[0], kind="rest_closed", facts={"lines": [["e1", "closed", 3]], "reason": "lost"})
    of = Details(replace(s.ORDERED, journal=(closed,)), s.ANNA.id, acts=True)
    assert "closed the rest · Lost" in drawn(details.order_details(of, "en", s.NOW))


def test_details_lead_whoever_may_not_act_to_the_seller_alone() -> None:
    view = details.order_details(Details(s.ORDERED, s.ANNA.id, acts=False), "en", s.NOW)
    assert [[button.text for button in row] for row in view.keyboard] == [["Seller"]]


def test_the_requester_alone_reads_in_private_to_whom_it_goes_and_everybody_else_the_city() -> None:
    assert "Guangzhou (Chen Wei)" in shown()
    for text in (shown(99), shown(username="caigou_bot")):
        assert "Guangzhou" in text
        assert "Chen Wei" not in text


def test_an_event_without_words_shows_its_own_name() -> None:
    odd = replace(s.ORDERED, journal=(replace(s.JOURNAL[0], kind="something_new"),))
    view = details.order_details(Details(odd, s.ANNA.id, acts=True), "en", s.NOW)
    assert "something_new" in drawn(view)
