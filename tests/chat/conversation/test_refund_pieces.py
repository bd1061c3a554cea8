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
    details = await stage.last()
    assert "1 damaged · 2 missing" in details["text"].replace("\u00a0", " ")
    assert "What is it for?" not in labels(details), "nobody is asked before somebody asks back or confirms"
    question = await pressed(stage, "Ask for the refund")
    assert "what is this refund for?" in question["text"]
    assert labels(question)[-2:] == ["Carriage only", "Compensation or discount"]
    answered = await pressed(stage, "2 missing pieces")
    assert "✅ 2 missing pieces · " in answered["text"]
    assert "It can be said otherwise" in answered["text"]
    await stage.say("/order 1")
    details = await stage.last()
    assert "1 damaged · 2 cancelled" in details["text"].replace("\u00a0", " ")
    assert "it was said what a refund of the site is for" in details["text"]
    otherwise = await pressed(stage, "Ask for the refund")
    assert "1 damaged" in otherwise["text"].replace("\u00a0", " ")
    assert "missing" not in otherwise["text"]


async def test_a_compensation_leaves_the_pieces_to_be_asked_back(stage: Stage) -> None:
    order_id, _ = await short(stage)
    await stage.post(f"/sim/orders/{order_id}/refund", {"stage": "ask", "fen": 430})
    await stage.post(f"/sim/orders/{order_id}/refund_answer", {"agree": True})
    await looked(stage, order_id)
    await stage.say("/order 1")
    await pressed(stage, "Ask for the refund", "Compensation or discount")
    await stage.say("/order 1")
    draft = await pressed(stage, "Ask for the refund")
    assert "2 missing · 1 damaged" in draft["text"].replace("\u00a0", " ")
    paid = next(each for each in await stage.messages() if "refunded" in each["text"])
    assert "¥ 4.30" in paid["text"].replace("\u00a0", " ")
