"""Own SKUs over both wires: what is typed, pressed and edited by codes, and what is said of those that are none."""

from typing import Any

from bot.purchasing.own_sku import OwnSku
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.request import Request
from bot.purchasing.sheets.sku_sheet import SkuRow
from tests.chat.conversation.conftest import Team, data_of
from tests.chat.conversation.test_finding import labels

DETAIL = "product.search.queryProductDetail"


async def plain(stage: Any, count: int) -> list[dict[str, Any]]:
    """Plain goods of different sellers."""
    goods = {each["seller"]: each for each in reversed(await stage.get("/sim/goods")) if each["kind"] == "plain"}
    return [*goods.values()][:count]


async def kept(stage: Any, *codes: str) -> list[dict[str, Any]]:
    """Anna keeps these codes, each for a plain good of another seller."""
    await stage.say("/start")
    goods = await plain(stage, len(codes))
    for code, good in zip(codes, goods, strict=True):
        await stage.say(f"/sku {code} {good['link']}")
    return goods


async def asked_for(stage: Any, number: int = 1) -> list[tuple[str, int | None]]:
    """Which pieces of which offers a request asks for."""
    return [(each.offer.offer_id, each.choice.quantity) for each in (await request(stage, number)).asked]


async def request(stage: Any, number: int = 1) -> Request:
    found: Request = (await stage.house.desk.drafting.step(number)).purchase.request
    return found


async def opened(stage: Any) -> int:
    """How many requests there are."""
    async with stage.house.ledger.read() as uow:
        return len([number for number in range(1, 5) if await uow.requests.find(number) is not None])


def anna(stage: Any) -> tuple[Person, Place]:
    """Anna, and her private chat."""
    return Person(stage.anna, "Anna", "en"), Place(stage.anna)


async def listed(stage: Any) -> tuple[OwnSku, ...]:
    """Anna's list."""
    skus: tuple[OwnSku, ...] = await stage.house.desk.own_skus.every(*anna(stage))
    return skus


async def says(stage: Any, *parts: str) -> list[dict[str, Any]]:
    """What the bot has said in Anna's chat with all of these words."""
    return [each for each in await stage.messages() if all(part in each["text"] for part in parts)]


async def test_codes_that_are_known_and_certain_are_one_request_and_the_others_are_said(stage: Any) -> None:
    cup, box, _ = await kept(stage, "CUP", "BOX-2", "PEN")
    await stage.say("/sku box-2 x2")
    await stage.say("CUP 3\nNOPE 4\nbox-2: 2\nPEN 1.000")
    assert await says(stage, "These codes are not in the list: NOPE", "I go on with the others.")
    assert await says(stage, "How many of these is not certain: PEN", "I go on with the others.")
    assert await asked_for(stage) == [(str(cup["offer_id"]), 3), (str(box["offer_id"]), 4)]
    card = await stage.last()
    assert ("CUP 3" in card["text"], "BOX-2 2 × 2" in card["text"]) == (True, True)
    await stage.say("/buy NOPE 3")
    assert await says(stage, "These codes are not in the list: NOPE", "Nothing was opened")
    assert await opened(stage) == 1


async def test_what_stands_on_the_lines_below_a_command_is_read_from_its_first_word(team: Team) -> None:
    stage, group = team.stage, team.group
    cup, lamp = await plain(stage, 2)
    for code, good in (("CUP", cup), ("LAMP", lamp)):
        await stage.say(f"/sku\n{code} {good['link']}", chat=group)
    await stage.say("/buy\nCUP 3\nLAMP 4", team.daria, group)
    assert await asked_for(stage) == [(str(cup["offer_id"]), 3), (str(lamp["offer_id"]), 4)]
    await stage.say("/list add\nCUP 5\nLAMP 6", team.daria, group)
    async with stage.house.ledger.read() as uow:
        lines = await uow.lists.lines((await uow.teams.of_chat(group)).id)
    assert [each.choice.quantity for each in lines] == [5, 6]
    await team.asks()
    await stage.say("/decline 2\nWe have enough of these", team.boris, group)
    assert (await request(stage, 2)).closed_words == "We have enough of these"


async def test_a_code_of_digits_is_compared_as_a_code_and_a_quantity_in_wide_digits_is_one(stage: Any) -> None:
    await kept(stage, "CUP", "1001")
    await stage.say("/compare CUP 1001")
    assert [each.startswith("Take") for each in labels(await stage.last())[:2]] == [True, True]
    await stage.say("/compare CUP 1001 \uff15\uff10")
    assert (await stage.last())["text"].startswith("Side by side: 50 pcs of each")


async def test_codes_of_one_product_are_one_line_and_lots_are_said(stage: Any) -> None:
    await stage.say("/start")
    shirt, socks = await stage.goods("sku"), await stage.goods("lot")
    variants = [each for each in shirt["skus"] if each["stock"] > 10][:3]
    for number, each in enumerate(variants, 1):
        await stage.say(f"/sku TSH-{number} {shirt['link']} {each['label']}")
    await stage.say(f"/sku SOCK-3 {socks['link']} x3")
    looks = (await stage.get("/sim/ledger"))["calls"][DETAIL]
    await stage.say("TSH-1 3\nTSH-2 3\nTSH-3 3")
    assert (await stage.get("/sim/ledger"))["calls"][DETAIL] == looks + 1, "an offer is asked for once"
    assert "3 codes: TSH-1 3, TSH-2 3, TSH-3 3" in (await stage.last())["text"]
    (line,) = (await request(stage)).asked
    assert line.choice.counted == {each["spec_id"]: 3 for each in variants}
    await stage.say("/buy SOCK-3 11")
    (line,) = (await request(stage, 2)).asked
    assert line.choice.quantity == 40
    card = await stage.last()
    if "Where to?" in card["text"]:
        await stage.press(data_of(card, "ad"), card)
        card = await stage.last()
    assert "11 × 3 = 33" in card["text"]
    assert "Raised to lots of 10: 33" in card["text"]


async def test_a_code_without_a_count_asks_how_many(stage: Any) -> None:
    (cup,) = await kept(stage, "CUP")
    await stage.say("/sku CUP x2")
    card = await stage.last()
    await stage.press("Buy", card)
    assert await says(stage, "How many of CUP?", "2 pieces")
    await stage.say("many")
    assert await says(stage, "Write a whole number")
    await stage.say("4")
    assert await asked_for(stage) == [(str(cup["offer_id"]), 8)]


async def test_words_that_are_no_variant_or_no_ratio_keep_no_code(stage: Any) -> None:
    await stage.say("/start")
    shirt = await stage.goods("sku")
    await stage.say(f"/sku TSH-1 {shirt['link']} polka-dotted x5")
    assert await says(stage, "These words name no single variant", "polka-dotted")
    await stage.say(f"/sku TSH-1 {shirt['link']} x0.5")
    assert await says(stage, "whole number of pieces")
    await stage.say("/sku")
    assert "TSH-1" not in (await stage.last())["text"]


async def test_the_list_is_turned_and_a_code_goes_off_it_by_a_second_press(stage: Any) -> None:
    (good,) = await kept(stage, "CUP-01")
    for number in range(2, 11):
        await stage.say(f"/sku CUP-{number:02} {good['link']}")
    await stage.say("/sku")
    page = await stage.last()
    assert ("Own SKUs: 10" in page["text"], "CUP-08" in page["text"], "CUP-09" in page["text"]) == (True, True, False)
    await stage.press("▶", page)
    page = await stage.last()
    assert "CUP-10" in page["text"]
    await stage.press("CUP-10", page)
    assert "Source" in (await stage.last())["text"]
    await stage.say("/sku remove cup-10")
    question = await stage.last()
    assert "Take CUP-10 off the list?" in question["text"]
    assert len(await listed(stage)) == 10
    await stage.press("Yes, remove it", question)
    assert "CUP-10 is off the list" in (await stage.last())["text"]
    assert len(await listed(stage)) == 9
    await stage.say("/buy CUP-10 3")
    assert await says(stage, "These codes are not in the list: CUP-10")
    assert await opened(stage) == 0


async def test_a_message_of_codes_that_is_edited_changes_its_draft(stage: Any) -> None:
    cup, lamp = await kept(stage, "CUP", "LAMP")
    said = await stage.say("CUP 3")
    assert await asked_for(stage) == [(str(cup["offer_id"]), 3)]
    await stage.say("CUP 4\nLAMP 5", edit=said)
    assert await asked_for(stage) == [(str(cup["offer_id"]), 4), (str(lamp["offer_id"]), 5)]
    assert await opened(stage) == 1


async def test_the_reserve_is_offered_for_all_that_a_code_was_named_and_taken_by_one_press(stage: Any) -> None:
    cup, mug, box = await kept(stage, "CUP", "MUG", "BOX")
    await stage.say(f"/sku MUG reserve {box['link']}")
    await stage.post(f"/sim/goods/{mug['offer_id']}", {"status": "deleted"})
    await stage.say("CUP 3\nMUG 4")
    card = await stage.last()
    if "Where to?" in card["text"]:
        await stage.press(data_of(card, "ad"), card)
        card = await stage.last()
    assert "One line is left out" in card["text"]
    await stage.press("Take the other source", card)
    assert await asked_for(stage) == [(str(cup["offer_id"]), 3), (str(box["offer_id"]), 4)]
    gone = SkuRow(2, "GONE", offer_id="699999999999", reserve_offer_id=str(box["offer_id"]))
    by, place = anna(stage)
    await stage.house.desk.own_skus.take_in(Act(by, place=place), [gone])
    await stage.say("GONE 3\nGONE 4")
    [offered] = await says(stage, "There is another source")
    await stage.press("GONE: take the reserve", offered)
    assert await asked_for(stage, 2) == [(str(box["offer_id"]), 7)]


async def test_in_a_group_codes_are_asked_for_only_by_the_bot_s_name_and_go_on_the_team_s_list(team: Team) -> None:
    stage, group = team.stage, team.group
    (mug,) = await plain(stage, 1)
    await stage.say(f"/sku MUG-01 {mug['link']} x6", chat=group)
    for talk in ("MUG-01 20", "@caigou_bot I like MUG-01 20 a lot"):
        await stage.say(talk, team.daria, group)
    assert await opened(stage) == 0
    await stage.say("@caigou_bot MUG-01 20", team.daria, group)
    assert await asked_for(stage) == [(str(mug["offer_id"]), 120)]
    for code in ("MUG-01", "NOPE"):
        await stage.say(f"/list add {code} 2", team.daria, group)
    assert "These codes are not in the list: NOPE" in (await stage.last(team.daria, group))["text"]
    async with stage.house.ledger.read() as uow:
        (line,) = await uow.lists.lines((await uow.teams.of_chat(group)).id)
    assert (line.choice.quantity, [each.code for each in line.choice.own]) == (12, ["MUG-01"])
    await stage.say("/sku remove MUG-01", team.daria, group)
    assert "Список меняют только администраторы и закупщики" in (await stage.last(team.daria, group))["text"]
