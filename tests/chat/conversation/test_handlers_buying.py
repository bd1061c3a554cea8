"""From a pasted link to the consent, over both wires."""

from typing import Any

import pytest

from bot.sandbox.actor import speaks_of

MOVED_ON = "no longer"


def labels(message) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]


def button(message, *words: str) -> str:
    """The label of the one button that has one of these words."""
    return next(text for text in labels(message) if any(word.casefold() in text.casefold() for word in words))


async def drafted(stage, kind: str = "plain", quantity: int | None = None) -> dict[str, Any]:
    """A draft's card in Anna's private chat."""
    goods = await stage.goods(kind)
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {quantity or goods['min_order']}")
    return await addressed(stage, await stage.last())


async def addressed(stage, card, chat: int | None = None) -> dict[str, Any]:
    """The card once its first address is chosen, where it asks for one."""
    card = await again(stage, card, chat)
    if has(card, "ad:"):
        await stage.press(await data_of(stage, card, "ad:"), card, chat=chat)
    return await again(stage, card, chat)


async def again(stage, card, chat: int | None = None) -> dict[str, Any]:
    """The same message as it stands now."""
    found: dict[str, Any] = next(m for m in await stage.messages(chat=chat) if m["message_id"] == card["message_id"])
    return found


def has(message, action: str) -> bool:
    return any((b["data"] or "").startswith(action) for row in message["buttons"] for b in row)


async def data_of(stage, message, action: str) -> str:
    """The data of the first button whose code has this action."""
    return next(str(b["data"]) for row in message["buttons"] for b in row if (b["data"] or "").startswith(action))


async def test_a_link_becomes_one_card(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.say(goods["link"])
    shown = await stage.messages()
    assert len(shown) == before + 1
    assert speaks_of(shown[-1], "#1")


async def test_a_buy_with_everything_known_asks_only_for_the_consent(stage) -> None:
    card = await drafted(stage)
    assert "¥" in card["text"]
    answer = await stage.press(await data_of(stage, card, "ok:"), card)
    assert answer is not None
    await stage.submit()
    orders = (await stage.get("/sim/ledger"))["orders"]
    assert len(orders) == 1


async def test_a_consent_that_is_pressed_twice_buys_once(stage) -> None:
    card = await drafted(stage)
    data = await data_of(stage, card, "ok:")
    await stage.press(data, card)
    await stage.submit()
    answer = await stage.press(data, card)
    await stage.submit()
    assert answer["show_alert"]
    assert len((await stage.get("/sim/ledger"))["orders"]) == 1


async def test_choosing_turns_the_same_message_into_the_next_step(stage) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    await stage.say(goods["link"])
    before = await stage.messages()
    card = before[-1]
    for _ in range(3):
        choosing = [b["data"] for row in card["buttons"] for b in row if (b["data"] or "")[:3] in ("ax:", "sp:")]
        if not choosing:
            break
        assert await stage.press(choosing[0], card) is not None
        card = await stage.last()
    assert len(await stage.messages()) == len(before)
    assert has(card, "q:")


async def test_a_typed_quantity_answers_the_question(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    card = await stage.last()
    await stage.press(await data_of(stage, card, "oq:"), card)
    await stage.say(str(goods["min_order"]))
    assert has(await addressed(stage, card), "ok:")


async def test_a_quantity_that_could_be_meant_is_asked_back_with_a_button(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    card = await stage.last()
    await stage.press(await data_of(stage, card, "oq:"), card)
    await stage.say("１０")
    asked = await stage.last()
    assert asked["message_id"] > card["message_id"]
    assert labels(asked)[0] == "10"
    await stage.press(await data_of(stage, asked, "q:"), asked)
    assert "10" in (await addressed(stage, asked))["text"]


@pytest.mark.parametrize("form", ["5", "x5", "5x", "5 pcs", "5件", "5 шт", "five", "五个"])
@pytest.mark.parametrize("way", ["{link} {form}", "{form}\n{link}", "/buy {offer_id} {form}", "/buy {link} {form}"])
async def test_a_quantity_in_each_form_is_taken_in_each_way_in(stage, form: str, way: str) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(way.format(form=form, **goods))
    assert (await stage.house.desk.drafting.step(1)).purchase.request.choice.quantity == 5


@pytest.mark.parametrize("way", ["{link} 1.000", "1.000\n{link}", "/buy {offer_id} 1.000"])
async def test_a_doubtful_quantity_beside_a_link_is_asked_with_a_button_for_each_number(stage, way: str) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(way.format(**goods))
    card = await stage.last()
    assert "“1.000” – did you mean 1,000 pcs or 1 pc?" in card["text"].replace("\u2060", "")
    assert labels(card)[:2] == ["1,000", "1"]


async def test_a_variant_and_words_that_are_neither_are_shown_beside_what_was_taken(stage) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    offer = await stage.house.desk.drafting._market.offer(goods["offer_id"], "en")
    sku = offer.skus[1]
    await stage.say(f"{goods['link']} {sku.label} {goods['min_order'] + 3}\nfor the fair")
    request = (await stage.house.desk.drafting.step(1)).purchase.request
    assert (request.choice.quantity, request.choice.spec_id) == (goods["min_order"] + 3, sku.spec_id)
    assert "I did not understand: “for the fair”" in (await addressed(stage, await stage.last()))["text"]


async def test_a_quantity_that_is_known_before_the_variant_is_shown(stage) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    await stage.say(f"{goods['link']} x7")
    assert "Chosen: 7 pcs" in (await stage.last())["text"].replace("\u00a0", " ")


async def test_a_line_that_is_a_wrong_number_opens_nothing_and_says_why(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    for text in (f"{goods['link']} 0", f"/buy {goods['offer_id']} 0"):
        await stage.say(text)
        assert "Zero is nothing" in (await stage.last())["text"]
    assert await stage.house.desk.cards.content(1) == ""


async def test_a_product_of_another_shop_beside_one_link_is_said_to_be_none(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"{goods['link']} 20\nhttps://item.taobao.com/item.htm?id=600000000001 10")
    said = [each["text"] for each in await stage.messages()]
    assert "That is a Taobao product" in said[-2]
    assert speaks_of(await stage.last(), "#1")
    await stage.say(f"{goods['link']} 20, as on https://example.com/shirts")
    assert not any("example.com" in each["text"] for each in await stage.messages())


async def test_several_links_give_one_card_of_all(stage) -> None:
    one, two = await stage.goods("plain"), await stage.goods("sku")
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.say(f"{one['link']} x{one['min_order']}\n{two['link']}")
    shown = (await stage.messages())[before:]
    assert len(shown) == 1
    assert "Line 2 of 2" in shown[0]["text"]


async def test_all_links_of_a_message_are_one_request(stage) -> None:
    await stage.say("/start")
    goods = [row for row in await stage.get("/sim/goods") if row["kind"] in ("plain", "sku", "range")][:13]
    assert len(goods) == 13
    before = len(await stage.messages())
    await stage.say("\n".join(row["short_link"] if row is goods[4] else row["link"] for row in goods))
    assert len((await stage.messages())[before:]) == 1
    request = (await stage.house.desk.drafting.step(1)).purchase.request
    assert [line.offer.offer_id for line in request.asked] == [row["offer_id"] for row in goods]


async def test_of_more_than_a_hundred_links_a_hundred_are_read_and_the_bot_says_how_many_are_left(stage) -> None:
    await stage.say("/start")
    goods, nothing = await stage.goods("plain"), [f"m.1688.com/offer/{600000000001 + n}.html" for n in range(102)]
    before = len(await stage.messages())
    await stage.say("\n".join([goods["link"], *nothing]))
    shown = [row["text"] for row in (await stage.messages())[before:]]
    said = "There are 103 products in this message; I read the first 100. Send the other 3 once more."
    assert sum(said in text for text in shown) == 1
    left_out = next(text for text in shown if "is left out" in text)
    assert (left_out.count("is left out"), "94 more" in left_out) == (5, True), "a hundred were read, and one is there"


async def test_a_short_link_is_followed(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["short_link"])
    assert speaks_of(await stage.last(), "#1")


async def test_a_short_link_that_leads_nowhere_is_said_and_opens_nothing(stage) -> None:
    await stage.say("/start")
    before, dead = len(await stage.messages()), (await stage.get("/sim/market"))["dead_links"]
    for link in dead:
        await stage.say(link)
    told = (await stage.messages())[before:]
    assert len(told) == len(dead)
    assert all("⚠️" in each["text"] and not speaks_of(each, "#1") for each in told)


async def test_a_bare_number_is_asked_about_first(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["offer_id"])
    asked = await stage.last()
    assert not speaks_of(asked, "#1")
    await stage.press(await data_of(stage, asked, "op:"), asked)
    assert speaks_of(await stage.last(), "#1")


@pytest.mark.parametrize(
    "text",
    ["https://item.taobao.com/item.htm?id=600000000001", "https://shop1.1688.com/", "hello there", "/buy", "/buy x"],
)
async def test_what_is_no_product_gets_one_sentence(stage, text: str) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.say(text)
    shown = await stage.messages()
    assert len(shown) == before + 1
    assert shown[-1]["text"].strip()


async def test_buy_alone_shows_how_it_is_written_and_no_warning_about_a_product(stage: Any) -> None:
    await stage.say("/start")
    await stage.say("/buy")
    said = (await stage.last())["text"]
    assert "/buy 600000000001 50" in said
    assert "no product" not in said


@pytest.mark.parametrize("words", ["/language", "/Lang ru"])
async def test_a_question_for_the_language_is_answered(stage: Any, words: str) -> None:
    await stage.say("/start")
    await stage.say(words)
    assert "the language of your Telegram" in (await stage.last())["text"]


async def test_a_paste_of_five_thousand_characters_is_read(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say("词 " * 1900 + goods["link"])
    assert speaks_of(await stage.last(), "#1")


async def test_an_offer_that_1688_does_not_have_is_said(stage) -> None:
    await stage.say("/start")
    await stage.say("/buy 999999999999 2")
    assert "999999999999" in (await stage.last())["text"]


async def test_an_error_of_1688_is_said_and_nothing_is_bought(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.post("/sim/faults", {"side": "1688", "call": "*", "kind": "status", "status": 503, "when": "before",
                                     "times": 99})  # fmt: skip
    before = len(await stage.messages())
    await stage.say(f"/buy {goods['offer_id']} 2")
    assert len(await stage.messages()) == before + 1
    assert (await stage.get("/sim/ledger"))["orders"] == []


async def test_a_forged_press_has_no_effect(stage) -> None:
    card = await drafted(stage)
    data = await data_of(stage, card, "ok:")
    for forged in (data[:-1] + ("A" if data[-1] != "A" else "B"), data[:-11], "ok:1", "x" * 64, "ok:2" + data[4:]):
        answer = await stage.press(forged, card)
        assert answer["show_alert"]
        assert answer["text"]
    await stage.submit()
    assert (await stage.get("/sim/ledger"))["orders"] == []


async def test_a_tap_on_an_old_card_says_so_and_renews_it(stage) -> None:
    card = await drafted(stage)
    cancel, confirm = await data_of(stage, card, "cd:"), await data_of(stage, card, "ok:")
    await stage.press(cancel, card)
    answer = await stage.press(confirm, card)
    assert answer["show_alert"]
    assert "has moved on: cancelled. The card is up to date now." in answer["text"]
    await stage.submit()
    assert (await stage.get("/sim/ledger"))["orders"] == []


async def test_a_draft_of_somebody_else_is_not_his_to_confirm(stage) -> None:
    boris = await stage.person("Boris")
    stage.house.desk.people.admins = stage.house.desk.people.admins | {boris}
    group = await stage.group([stage.anna, boris])
    goods = await stage.goods("plain")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}", chat=group)
    card = await addressed(stage, await stage.last(chat=group), chat=group)
    answer = await stage.press(await data_of(stage, card, "ok:"), card, person=boris, chat=group)
    assert answer["show_alert"]
    await stage.submit()
    assert (await stage.get("/sim/ledger"))["orders"] == []


async def test_a_note_and_a_change_end_on_the_same_card(stage) -> None:
    card = await drafted(stage)
    await stage.press(await data_of(stage, card, "mn:"), card)
    turned = await again(stage, card)
    assert labels(turned) != labels(card)
    await stage.press(await data_of(stage, card, "no:"), card)
    await stage.say("please pack well")
    first = await again(stage, card)
    assert "please pack well" in first["text"]
