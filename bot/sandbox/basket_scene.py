"""The story of a sheet: thirty lines over six sellers, approved by two, ordered, one refused and repaired."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.playing import Play, choose_all, insists, say_why
from bot.sandbox.team_scenes import found

_LINES, _SELLERS, _LEAST_STOCK = 30, 6, 60
_HEAD = ("Link", "Variant", "Quantity", "Note")
_SHELF = ("front", "back", "window")


async def sheet(scene: Play) -> None:
    """Daria drops a sheet; two approve; one seller is sold out just then, and gets its order a moment later."""
    cast = await found(scene)
    daria, boris, chen = (cast.here[name] for name in ("Daria", "Boris", "Chen"))
    goods = await _goods(scene)
    await daria.catches_up()
    await daria.drops("december.csv", _table(goods), "@caigou_bot")
    await daria.sees(f"Lines: {_LINES}")
    await scene.rest()
    card = await _asked(scene, daria, await daria.sees("products"))
    number = card.text.partition("#")[2].partition(" ")[0]
    await scene.rest()
    await boris.presses(card, "Approve")
    await daria.sees(f"#{number} ", "✅ Boris")
    alone_at_its_seller = goods[0]["offer_id"]
    await post(scene.http, f"/sim/goods/{alone_at_its_seller}", {"stock": 0})
    await chen.presses(card, "Approve")
    refused = await daria.sees(f"#{number}/", "refused by 1688")
    await scene.rest()
    await post(scene.http, f"/sim/goods/{alone_at_its_seller}", {"stock": 9_000})
    again = await _once_more(scene, cast.alone["Daria"], refused.text.partition("#")[2].partition(" ")[0])
    await boris.presses(await boris.sees(f"#{again} ", "approval wanted"), "Approve")
    await daria.sees(f"#{again} ", "to be paid")


async def _asked(scene: Play, who: Player, card: ShownMessage) -> ShownMessage:
    """Choose the address, say why if that is wanted, and ask; the card as it waits."""
    card = await choose_all(scene, who, card, "say why", "ask for approval")
    card = await say_why(who, card, "The December fair")
    await scene.rest()
    await who.presses(card, "Ask for approval")
    return await insists(who, "· approval wanted")


async def _once_more(scene: Play, who: Player, part: str) -> str:
    """Daria, who reads Russian in private, has the refused part ordered again; the number of the new request."""
    await who.catches_up()
    await who.writes(f"/order {part}")
    await who.presses(await who.sees(f"#{part} "), "Заказать снова")
    card = await choose_all(scene, who, await who.sees("Куда", "подтвердите", either=True), "на согласование")
    await scene.rest()
    await who.presses(card, "На согласование", "Да, всё равно")
    shown = await who.sees("ждёт согласования", "Всё равно купить?", either=True)
    if "согласования" not in shown.text:
        await who.presses(shown, "Да, всё равно")
        shown = await who.sees("ждёт согласования")
    return shown.text.partition("#")[2].partition(" ")[0]


async def _goods(scene: Play) -> list[dict[str, Any]]:
    """Goods of six sellers; the first has no other of its seller beside it."""
    every: list[dict[str, Any]] = (await scene.http.get("/sim/goods")).json()
    plain: dict[str, dict[str, Any]] = {}
    for each in every:
        if each["kind"] == "plain" and each["stock"] and not each["skus"]:
            plain.setdefault(each["seller"], each)
    alone, *others = sorted(plain.values(), key=lambda each: sum(one["seller"] == each["seller"] for one in every))
    shirts = [each for each in every if each["kind"] == "sku" and each["seller"] != alone["seller"]]
    sellers = dict.fromkeys(each["seller"] for each in (*others[: _SELLERS - 2], *shirts))
    known = set(list(sellers)[: _SELLERS - 1])
    return [alone, *(each for each in (*others, *shirts) if each["seller"] in known)]


def _rows(goods: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Link and variant of every good, and of every variant that there is enough of."""
    for good in goods:
        variants = [sku["label"] for sku in good["skus"] if sku["stock"] >= _LEAST_STOCK]
        yield from ((good["link"], label) for label in variants or [""])


def _table(goods: list[dict[str, Any]]) -> bytes:
    """The sheet as CSV."""
    rows = [
        (link, variant, 10 + number % 4, _SHELF[number % len(_SHELF)])
        for number, (link, variant) in enumerate(list(_rows(goods))[:_LINES])
    ]
    return "\n".join(",".join(map(str, row)) for row in (_HEAD, *rows)).encode()
