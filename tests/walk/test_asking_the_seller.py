"""A requester asks the seller before the team decides, and everybody reads the answer where they read the request."""

from tests.walk.teams import Group


async def test_the_seller_is_asked_and_their_answer_stands_on_the_card_before_the_vote(group: Group) -> None:
    card = await group.asks_in_private()
    daria = group.cast.alone["Daria"]
    await daria.presses(card, "Спросить продавца")
    asked = await daria.sees(
        "#1 · спросить продавца до покупки", "您好，想订购：https://detail.1688.com/offer/", "10件"
    )
    assert "Копировать текст" in asked.labels
    await daria.presses(asked, "Вставить ответ")
    await daria.sees("Вставьте сюда ответ продавца")
    await daria.writes("有现货，今天发")
    await daria.sees("Ответ продавца на карточке")
    shown = await group.reads("#1 · approval wanted", "Seller (", "Daria): 有现货，今天发")
    await group.cast.here["Boris"].presses(shown, "Approve")
    await group.reads("#1 · ", "1688 no.")
    assert group.street.rows("SELECT request_id, text FROM seller_answer") == [(1, "有现货，今天发")]
    assert (await group.street.ledger())["calls"]["account.wangwangUrl.get"] == 1
