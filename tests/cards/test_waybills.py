"""What is answered to waybills: a line for each, a button that opens it, and no money anywhere."""

import pytest

from bot.cards.blocks.view import View
from bot.cards.goods.waybills import answer
from bot.pictures.contents import PictureFault
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.reading.waybills import MOST_WAYBILLS, Scanned
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import waybill_samples as w
from tests.cards.drawing import check, read


def labels(view: View) -> list[str]:
    return [button.text for row in view.keyboard for button in row]


def test_each_line_says_whose_it_is_whether_it_is_counted_and_by_whom() -> None:
    view = answer(w.found(), 3, "en", s.NOW)
    check(view)
    first, *lines = read(view).splitlines()
    assert first == "📦 2 to count · 1 counted · 2 unknown"
    assert lines[0].startswith(f"📦 1. {w.SHARED} · #1042 · ")
    assert lines[1].startswith(f"📦 2. {w.SHARED} · #1043 · Александра")
    assert lines[2].startswith(f"✅ 3. {w.COUNTED} · #1044 · ")
    assert "counted in by Emil" in lines[2]
    assert lines[3:5] == [f"🔎 {w.UNKNOWN} · no parcel of ours", "🔎 1050 · no parcel of ours"]
    assert f"{MOST_WAYBILLS} at once. Send the other 3 again" in lines[-1]
    assert labels(view) == ["1 · #1042", "2 · #1043", "3 · #1044"]


def test_a_requester_who_was_forgotten_is_called_a_former_member() -> None:
    shown = answer({Scanned(w.COUNTED, plain=True): (w.view(1044, name=FORMER),)}, 0, "en", s.NOW).text
    assert FORMER not in shown
    assert "former member" in shown


def test_a_number_that_is_no_waybill_is_not_waited_for() -> None:
    assert "I tell you" not in answer({Scanned("1050", number=True): ()}, 0, "en", s.NOW).text
    assert "I tell you" in answer({Scanned(w.UNKNOWN, plain=True): ()}, 0, "en", s.NOW).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_has_money_and_every_reason_not_to_read_a_picture_has_its_own_sentence(language: str) -> None:
    views = dict(w.all_views(language))
    assert all("¥" not in view.text for view in views.values())
    reasons = {view.text for name, view in views.items() if name.startswith("not read")}
    assert len(reasons) == 1 + len(PictureFault)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_long_lines_fit_one_message(language: str) -> None:
    many = {Scanned(f"JDVA{number:026}", plain=True): (w.view(100_000 + number, counted=True),) for number in range(50)}
    view = answer(many, 0, language, s.NOW)
    check(view)
    assert len(labels(view)) == 50
