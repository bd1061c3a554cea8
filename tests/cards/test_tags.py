"""The question which tag something shall have: the ones used lately, another, none, and of several lines which."""

from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.requests import tags
from bot.desk.shared.views import TagChoice
from bot.purchasing.orders.tags import tag_mark, tagged
from bot.purchasing.requests.request import Request
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards.drawing import buttons


def asked(request: Request, place: int, tag: str = "") -> dict[str, str]:
    """The buttons of the question for a line, or for all; what each carries."""
    request = replace(request, chosen=replace(request.chosen, asked=tagged(request.asked, tag)))
    return {each.text: each.data for each in buttons(tags.ask(TagChoice(request, ("Shop A", "Fair")), place, "en"))}


def test_a_tag_is_one_used_lately_or_another_and_can_be_taken_away_again() -> None:
    number = s.REQUEST.id
    assert [*asked(s.REQUEST, 0)] == ["Shop A", "Fair", "Another", "Back"]
    found = asked(s.REQUEST, 0, "Fair")
    assert [*found] == ["Shop A", "Fair", "Another", "None", "Back"]
    assert found["None"] == Code(ButtonAction.TAG_THIS, (number, 0)).text
    assert found["Fair"] == Code(ButtonAction.TAG_THIS, (number, 0, tag_mark("fair"))).text


def test_of_several_lines_one_can_be_meant() -> None:
    request = b.request()
    of_lines = [Code(ButtonAction.TAG, (request.id, each.place)).text for each in request.asked]
    every, one = asked(request, 0), asked(request, 2, "Fair")
    assert [each for each in every.values() if each in of_lines] == of_lines
    assert not set(of_lines) & {*one.values()}
    assert one["None"] == Code(ButtonAction.TAG_THIS, (request.id, 2)).text
