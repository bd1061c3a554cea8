"""A refund that somebody opened on the site is followed in the chat, and a press says which pieces it was for."""

from tests.chat.conftest import Stage
from tests.chat.conversation.test_refunds import labels, looked, pressed, short


async def test_a_refund_of_the_site_is_followed_and_its_pieces_are_named_by_a_press(stage: Stage) -> None:
    order_id, _ = await short(stage)
    await stage.post(f"/sim/orders/{order_id}/refund", {"stage": "ask", "fen": 430})
    await looked(stage, order_id)
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"refuse": True, "reason": "没有少货"})
    await looked(stage, order_id)
    said = [each["text"] for each in await stage.messages() if "the seller refused the refund" in each["text"]]
    assert len(said) == 1, "told once"
    assert "没有少货" in said[0]
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True})
    await looked(stage, order_id)
    await stage.say("/order 1")
    assert "1 damaged · 2 missing" in (await stage.last())["text"].replace("\u00a0", " ")
    shown = await pressed(stage, "For which pieces?")
    [choice] = [each for each in labels(shown) if "never came" in each]
    assert choice == "2 that never came"
    shown = await pressed(stage, choice)
    assert not [each for each in labels(shown) if "never came" in each]
    await stage.say("/order 1")
    details = await stage.last()
    assert "1 damaged · 2 cancelled" in details["text"].replace("\u00a0", " ")
    assert "For which pieces?" not in labels(details)
    assert "a refund settled pieces" in details["text"]
