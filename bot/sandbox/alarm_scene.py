"""The story of what may be wrong with the bot: each alarm begins, and its message says it once that is well again."""

from datetime import timedelta
from typing import Any

from bot.sandbox.actor import Player, post
from bot.sandbox.patience import until
from bot.sandbox.playing import Play, order_alone
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, found, link_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND_ADMIN = "Grace"
REFUSALS = 100_000
"""More refusals than anybody waits for."""
ORDER_LIST = "alibaba.trade.getBuyerOrderList"
COPIES, JOURNAL_KEY = "copies", "journal_key"
"""What the demo can keep its bot from."""


async def alarms(scene: Play) -> None:
    """What may be wrong with the login, 1688, an order, a message, the copies, the journal's key and a team."""
    reference = await _reference(scene)
    grace = await _second_admin(scene)
    await _login(scene)
    await _login_ends(scene)
    await _market_silent(scene)
    await _unknown_order(scene, grace, reference)
    await _undelivered(scene, grace)
    await _hindered(scene, COPIES, "The database could not be copied", "The database is copied again", 2 * HOUR)
    await _hindered(scene, JOURNAL_KEY, "Buying waits for the journal's key", "The journal's key is there again")
    await _approver_away(scene)


async def _reference(scene: Play) -> str:
    """Our reference of an order on 1688; one is placed if there is none yet."""
    if not (await scene.http.get("/sim/ledger")).json()["orders"]:
        await order_alone(scene)
    orders: list[dict[str, Any]] = (await scene.http.get("/sim/ledger")).json()["orders"]
    return next(str(order["out_order_id"]) for order in reversed(orders) if order["out_order_id"])


async def _second_admin(scene: Play) -> Player:
    """Another admin of the team, who is invited if there is none yet."""
    anna, http = scene.anna, scene.http
    cast = await found(scene)
    people: list[dict[str, Any]] = (await http.get("/sim/people")).json()
    known = next((person["id"] for person in people if person["name"] == SECOND_ADMIN), None)
    if known is not None:
        return Player(http, known, SECOND_ADMIN, scene.say)
    made = await post(http, "/sim/people", {"name": SECOND_ADMIN, "language": "en"})
    grace = Player(http, int(made["id"]), SECOND_ADMIN, scene.say)
    await post(http, f"/sim/chats/{cast.group}/join", {"person": grace.person})
    await anna.catches_up()
    await anna.writes("/invite admin")
    waiting = await anna.sees("second word")
    await _later(scene, timedelta(seconds=SECOND_WORD_SECONDS))
    await anna.presses(waiting, "Agree")
    await grace.writes(f"/start {link_in(await anna.sees('start=join_'))}")
    await grace.sees("admin")
    await scene.rest()
    return grace


async def _login(scene: Play) -> None:
    """1688 refuses every token, new ones too, and takes them again."""
    refuse = {"side": "1688", "call": "*", "kind": "unauthorised", "times": REFUSALS}
    await post(scene.http, "/sim/faults", refuse)
    await _later(scene, HOUR)
    await scene.anna.sees("1688 wants a new login")
    await scene.rest()
    await scene.http.delete("/sim/faults")
    await _later(scene, HOUR)
    await scene.anna.sees("The login to 1688 works again", "Well again since")
    await scene.rest()


async def _login_ends(scene: Play) -> None:
    """The authorisation ends in five days, and is renewed."""
    await post(scene.http, "/sim/market", {"refresh_days": 5})
    await _later(scene, DAY)
    await scene.anna.sees("The login to 1688 ends soon")
    await scene.rest()
    await post(scene.http, "/sim/market", {"refresh_days": 180})
    await _later(scene, DAY)
    await scene.anna.sees("The login to 1688 is renewed", "Well again since")
    await scene.rest()


async def _market_silent(scene: Play) -> None:
    """1688 answers with nothing in it for three hours in which it is asked again and again, and then it answers."""
    for call in (ORDER_LIST, "*"):
        await post(scene.http, "/sim/faults", {"side": "1688", "call": call, "kind": "null", "times": REFUSALS})
    for _ in range(6):
        await _later(scene, HOUR / 2)
        await _list_is_asked(scene)
    await scene.anna.sees("1688 tells nothing of orders")
    await scene.rest()
    await scene.http.delete("/sim/faults")
    await _later(scene, HOUR)
    await scene.anna.sees("1688 tells of orders again", "Well again since")
    await scene.rest()


async def _list_is_asked(scene: Play) -> None:
    """Wait until the list of orders was asked for once more in vain."""
    before = await _failed(scene, ORDER_LIST)

    async def once_more() -> bool:
        return await _failed(scene, ORDER_LIST) > before

    await until(once_more, "the list of orders is asked for once more")


async def _failed(scene: Play, call: str) -> int:
    """How often this call failed since it is to fail."""
    planned: list[dict[str, Any]] = (await scene.http.get("/sim/faults")).json()
    return next(int(fault["hit"]) for fault in planned if fault["call"] == call)


async def _unknown_order(scene: Play, grace: Player, reference: str) -> None:
    """There are two orders under one reference: the second one is settled by a person, and buying goes on."""
    anna, good = scene.anna, await scene.good("plain")
    mine = {"offer_id": good["offer_id"], "quantity": max(int(good["min_order"]), 2)}
    await post(scene.http, "/sim/orders", {**mine, "reference": reference})
    await _later(scene, HOUR)
    alarm = await anna.sees("an order that should not exist", "then press the button")
    await scene.rest()
    await anna.presses(alarm, "It is settled")
    await anna.sees("The order that should not exist is dealt with", "Well again since")
    await scene.rest()
    await _resume(scene, grace)


async def _undelivered(scene: Play, grace: Player) -> None:
    """Grace blocks the bot while there is something to tell her, and lets it write again."""
    await post(scene.http, f"/sim/people/{grace.person}/block", {})
    await scene.anna.writes("/pause stock-taking")
    await scene.anna.sees("A message could not be delivered")
    await scene.rest()
    await post(scene.http, f"/sim/people/{grace.person}/unblock", {})
    await scene.anna.sees("The message that could not be delivered is dealt with", "Well again since")
    await scene.rest()
    await _resume(scene, grace)


async def _resume(scene: Play, grace: Player) -> None:
    """Buying goes on by the words of both admins; each message of the pause says so."""
    await scene.anna.writes("/resume")
    await grace.presses(await grace.sees("second word"), "Agree")
    await scene.anna.sees("Buying is no longer paused", "Well again since")
    await scene.rest()


async def _approver_away(scene: Play) -> None:
    """Boris is away and Chen decides for him: a rule that takes both cannot be met, until he is back."""
    boris = (await found(scene)).here["Boris"]
    today = (await scene.http.get("/sim/clock")).json()["now"][:10]
    await boris.writes(f"/away {today} {today} @chen")
    await scene.anna.sees("Not everything can go on in this team", "Not here: Boris")
    await scene.rest()
    await boris.writes("/back")
    await scene.anna.sees("Approval no longer stands still", "Well again since")
    await scene.rest()


async def _hindered(scene: Play, what: str, begins: str, ends: str, wait: timedelta = timedelta(0)) -> None:
    """The bot is kept from something, and not any more; it tries each so long after."""
    await post(scene.http, "/sim/demo/hinder", {"what": what, "on": True})
    await _later(scene, wait)
    await scene.anna.sees(begins)
    await scene.rest()
    await post(scene.http, "/sim/demo/hinder", {"what": what, "on": False})
    await _later(scene, wait)
    await scene.anna.sees(ends, "Well again since")
    await scene.rest()


async def _later(scene: Play, span: timedelta) -> None:
    scene.say(f"{span} later")
    await post(scene.http, "/sim/clock", {"advance": span.total_seconds()})
