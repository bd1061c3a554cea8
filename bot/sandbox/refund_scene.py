"""The story of a refund to its end: three pieces are short, the seller refuses, is asked anew, and pays."""

from bot.sandbox.arrival_scene import SIGNED, count_less
from bot.sandbox.playing import Play, choose_all, insists

PIECES, MISSING = 12, 3


async def refund(scene: Play) -> None:
    """Anna counts what came of a paid order, asks the money of what is missing back, and hears how it goes on."""
    anna = scene.anna
    good = await scene.good("plain")
    await anna.writes(f"{good['link']} x{PIECES}")
    card = await choose_all(scene, anna, await anna.sees("#"), "buy now")
    await anna.presses(card, "buy now")
    await insists(anna, "1688 no.")
    order_id = await scene.newest_order()
    await scene.rest()
    await scene.at_1688(order_id, "pay")
    await anna.sees("· paid")
    entry = await scene.entry(order_id)
    await scene.at_1688(order_id, "ship", lines=[[entry, PIECES - MISSING, PIECES]])
    shipped = await anna.sees("· shipped")
    await scene.at_1688(order_id, "trace", remark=SIGNED)
    await scene.rest()
    number = shipped.text.partition("#")[2].partition(" ")[0]
    await anna.writes(f"/order {number}")
    await anna.presses(await anna.sees(f"#{number} ", "Seller"), "Count in")
    await count_less(scene, await anna.sees("what arrived"), PIECES, MISSING)
    await anna.presses(await anna.sees("what arrived", f"{PIECES - MISSING} of {PIECES}"), "Ask for the refund")
    await scene.rest()
    await _asked(scene)
    await scene.rest()
    await scene.at_1688(order_id, "refund_answer", refuse=True, reason="请提供开箱视频")
    refused = await anna.sees(f"#{number} ", "the seller refused the refund")
    await scene.rest()
    await anna.presses(refused, "Refund")
    await anna.presses(await anna.sees(f"#{number} ", "请提供开箱视频", "your turn"), "Change sum or reason")
    await anna.presses(await anna.sees("changes no refund"), "Yes, change it")
    await scene.rest()
    await anna.presses(await anna.sees("what to ask back", "Reason: fewer came"), "Last look")
    await scene.rest()
    await _asked(scene)
    await scene.rest()
    await scene.at_1688(order_id, "refund_answer", agree=True)
    await anna.sees(f"#{number} ", "refunded")


async def _asked(scene: Play) -> None:
    """Look once more at what is filled in, and ask."""
    await scene.anna.presses(await scene.anna.sees("ask for exactly this?", "Reason: fewer came"), "Ask for ¥")
    await scene.anna.sees("1688 took the refund")
