"""Somebody asks in the group: it keeps three messages of the order, and who asked reads the rest in private."""

from tests.walk.teams import Group


async def test_a_group_keeps_three_messages_and_who_asked_hears_of_price_parcel_and_refund(group: Group) -> None:
    street, alone = group.street, group.cast.alone
    number, card = await group.asks()
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads("#1 ", "✅ Boris")
    await group.cast.here["Chen"].presses(card, "Approve")
    await group.reads(f"#{number} · ordered, to be paid", "1688 no.")
    order_id, daria, emil = await group.play.newest_order(), alone["Daria"].person, alone["Emil"].person
    await street.at_1688(order_id, "pay")
    await group.reads(f"#{number} · paid", "The seller ships next")
    total = (await street.ledger())["orders"][0]["paid_fen"]
    before, now = f"¥ {total / 100:,.2f}", f"¥ {(total + 500) / 100:,.2f}"

    await street.at_1688(order_id, "reprice", total_fen=total + 500)
    await street.hears(f"#{number} · re-priced after payment", f"{before} → {now}", person=emil)
    await street.hears(f"#{number} · цена изменена после оплаты", f"{before} → {now}", person=daria)
    await group.reads(f"#{number} · paid", "Approved by", now)

    await street.at_1688(order_id, "ship")
    waybill = (await street.http.get("/sim/orders")).json()[0]["parcels"][0]["bill_no"]
    await street.hears(f"#{number} · отправлен", waybill, person=daria)
    await street.at_1688(order_id, "refund", fen=1000)
    await street.hears(f"#{number} · partly refunded", "¥ 10.00", person=emil)
    await street.hears(f"#{number} · возвращена часть денег", "¥ 10.00", person=daria)
    await street.at_1688(order_id, "receive")
    await street.hears(f"#{number} · завершён", person=daria)
    shown = await group.reads(f"#{number} · ", "Approved by", "Refunded · ¥ 10.00")

    told = await group.told(f"#{number} ")
    assert sorted(each.message_id for each in told)[0] == shown.message_id
    heads = [each.text.partition("\n")[0] for each in told if each.message_id != shown.message_id]
    assert heads == [f"💴 #{number} · ordered, to be paid", f"✅ #{number} · paid"]
    for person in (daria, emil):
        news = [each.text.partition("\n")[0] for each in await street.told(f"#{number} ", person=person)]
        assert len(news) == len(set(news)), news
    await street.agree()
