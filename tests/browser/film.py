"""The purchase that the README's film and the guide's pictures show, made on a phone against the real bot.

A sheet is dropped, two agree, four orders are paid by one link, and of one parcel two pieces are short.
"""

from dataclasses import dataclass, field, replace

import httpx
from playwright.async_api import FloatRect, Locator, Page

from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.arrival_scene import SIGNED
from bot.sandbox.playing import Play, say_why
from bot.sandbox.team_scenes import TITLE, Cast, found, silent
from tests.browser.patience import expect

MUG, SHIRT, BACKPACK, CHARGER = "766338255900", "701136369475", "697011761378", "641035298980"
ORDERED, CAME = 30, 28
LINES = ((MUG, "", ORDERED), (SHIRT, "白色;M", 12), (SHIRT, "黑色;L", 12), (BACKPACK, "", 10), (CHARGER, "", 20))
REASON = "The December fair"
READ, GLANCE, PRESS = 1200, 700, 400
"""Milliseconds that a frame stays: to read a card, to see what changed on it, to see where it is pressed."""
WIDTH, HEIGHT, WHOLE = 390, 844, 1500
MARGIN = 10

BECOME = """async ([person, chat, does, words]) => {
  const { me, select } = await import("/js/store.js");
  const { face } = await import("/js/faces.js");
  const { el } = await import("/js/dom.js");
  select(person, chat);
  if (!does) return;
  document.querySelector("#caption")?.remove();
  document.body.prepend(el("header", { id: "caption" }, face(person),
    el("p", {}, el("b", { text: `${me().name} ${does}` }), el("span", { text: words }))));
}"""
SETTLE = """async ([message, block]) => {
  document.activeElement?.blur();
  await document.fonts.ready;
  const shown = [...document.images].filter((each) => each.loading !== "lazy");
  await Promise.all(shown.map((each) => each.decode().catch(() => {})));
  message?.scrollIntoView({ block });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
POINT = """(button) => {
  const finger = document.createElement("i"), box = button.getBoundingClientRect();
  finger.id = "finger";
  finger.style.left = `${box.right - 22}px`;
  finger.style.top = `${box.top + box.height / 2}px`;
  (button.closest("dialog") ?? document.body).append(finger);
}"""
ALONE = """(card) => {
  const style = document.createElement("style");
  style.id = "alone";
  style.textContent = `.messages > :not([data-message-id="${card.dataset.messageId}"]) { visibility: hidden; }`;
  document.head.append(style);
}"""
STYLE = """
  #tabs, #toasts, #talk .tools, #talk .jump, #talk .you .dot { display: none !important; }
  .message { scroll-margin: 12px; }
  .pictured .photo img { aspect-ratio: 5 / 2; object-position: 50% 42%; }
  #caption { grid-row: 1; display: flex; align-items: center; gap: 12px; height: 64px; padding: 0 14px; color: #fff;
    background: var(--rail); }
  #caption p { display: grid; line-height: 1.3; }
  #caption b { font-size: 14px; color: #ffb27d; }
  #caption span { font-size: 16.5px; font-weight: 500; }
  #finger { position: fixed; z-index: 99; width: 38px; height: 38px; margin: -19px; border-radius: 50%;
    border: 3px solid rgb(226 84 15 / 90%); background: rgb(226 84 15 / 26%); box-shadow: 0 0 0 2px #fff;
    pointer-events: none; }
"""
"""The film's caption and finger; what belongs to the pretend world's page alone is left out, and photos are low."""


@dataclass
class Phone:
    """The chat page as a phone shows it: it is filmed, and single cards are taken from it."""

    page: Page
    cast: Cast
    frames: list[tuple[bytes, int]] = field(default_factory=list)
    """Each as PNG, with the milliseconds that it stays."""
    cards: dict[str, bytes] = field(default_factory=dict)
    """By name, as PNG."""

    async def becomes(self, name: str, does: str, words: str, *, alone: bool = False) -> Player:
        """Whose phone it is, in the group or alone with the bot, and what the caption says of them."""
        player = (self.cast.alone if alone else self.cast.here)[name]
        chat = player.person if alone else self.cast.group
        await self.page.evaluate(BECOME, [player.person, chat, does, words])
        return player

    async def sees(self, *words: str) -> Locator:
        """The newest message with all these words, once it is there."""
        found = self.page.get_by_test_id("message")
        for each in words:
            found = found.filter(has_text=each)
        await expect(found.last).to_be_visible()
        return found.last

    async def films(self, message: Locator, milliseconds: int = READ, block: str = "end") -> None:
        """Film with this message at the end of what is in sight, or at its start."""
        await self._settled(message, block)
        self.frames.append((await self.page.screenshot(), milliseconds))

    async def presses(self, label: str, milliseconds: int = PRESS) -> None:
        """Film the finger on the newest button that begins so, and press it."""
        button = self.page.locator(f'[data-testid="inline-button"][data-button^="{label}"]').last
        await expect(button).to_be_visible()
        await self._settled(self.page.get_by_test_id("message").filter(has=button).last)
        await self.points(button, milliseconds)

    async def points(self, button: Locator, milliseconds: int = PRESS) -> None:
        await button.evaluate(POINT)
        self.frames.append((await self.page.screenshot(), milliseconds))
        await self.page.evaluate("document.querySelector('#finger').remove()")
        await button.click()

    async def types(self, text: str) -> None:
        """Write it, film that, and send it."""
        composer = self.page.get_by_test_id("composer")
        await composer.fill(text)
        self.frames.append((await self.page.screenshot(), GLANCE))
        await composer.press("Enter")

    async def takes(self, name: str, card: Locator) -> None:
        """Keep one card as a picture of its own, however high it is."""
        await self.page.set_viewport_size({"width": WIDTH, "height": WHOLE})
        await self._settled(card)
        await card.evaluate(ALONE)
        box = await card.bounding_box()
        assert box is not None
        clip = FloatRect(x=0, y=box["y"] - MARGIN, width=WIDTH, height=box["height"] + 2 * MARGIN)
        self.cards[name] = await self.page.screenshot(clip=clip)
        await self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        await self.page.evaluate("document.querySelector('#alone').remove()")

    async def _settled(self, message: Locator, block: str = "end") -> None:
        await self.page.evaluate(SETTLE, [await message.element_handle(), block])


def sheet() -> bytes:
    """What is bought, as CSV."""
    rows = [f"https://detail.1688.com/offer/{offer}.html,{variant},{pieces}" for offer, variant, pieces in LINES]
    return "\n".join(["Link,Variant,Quantity", *rows]).encode()


async def come_together(http: httpx.AsyncClient) -> Cast:
    """The team of the demo and Fay, who receives; all of them read English, and nothing was said yet."""
    people = (await http.get("/sim/people")).json()
    anna = next(each for each in people if each["admin"])
    cast = await found(Play(http, Player(http, anna["id"], anna["name"], silent), 0, silent))
    number = int((await post(http, "/sim/people", {"name": "Fay", "language": "en"}))["id"])
    await post(http, f"/sim/chats/{cast.group}/join", {"person": number})
    boss, fay = cast.alone[anna["name"]], Player(http, number, "Fay", silent)
    await boss.writes("/invite receiver")
    await fay.writes(f"/start {(await boss.sees('start=join_')).text.partition('start=')[2].split()[0]}")
    await fay.sees(TITLE)
    for each in people:
        await post(http, f"/sim/people/{each['id']}", {"language": "en"})
    here = cast.here | {"Fay": Player(http, number, "Fay", silent, cast.group)}
    cast = replace(cast, here=here, alone=cast.alone | {"Fay": fay})
    for player in cast.alone.values():
        for chat in (player.person, cast.group):
            await post(http, f"/sim/people/{player.person}/clear", {"chat": chat})
        await player.catches_up()
    return cast


async def ordered(phone: Phone) -> None:
    """From the sheet to four orders, by the presses of two."""
    daria = await phone.becomes("Daria", "asks", "A sheet, dropped into the group")
    await daria.catches_up()
    await daria.drops("december.csv", sheet(), f"@caigou_bot {REASON}")
    address = await daria.sees("Choose the delivery address")
    await phone.sees("Choose the delivery address")
    await phone.films(await phone.sees("december.csv"), block="start")
    await daria.presses(address, "Default")
    await say_why(daria, await daria.sees("Say why"), REASON)
    await phone.becomes("Daria", "asks", "One card: 4 sellers, the exact sum")
    draft = await phone.sees("To be confirmed", "Why:")
    await phone.takes("draft", draft)
    await phone.films(draft)
    await phone.presses("Ask for approval")
    await phone.becomes("Boris", "approves", "Above ¥ 1,000 two must agree")
    await phone.films(await phone.sees("approval wanted"))
    await phone.presses("Approve")
    await phone.becomes("Chen", "approves", "The second yes places the orders")
    await phone.takes("approval", await phone.sees("✅", "Boris"))
    await phone.presses("Approve", GLANCE)
    await phone.films(await phone.sees("4 orders to be paid"))


async def paid(phone: Phone) -> None:
    """Four orders by one link, which a buyer opens; what 1688 then says."""
    await phone.becomes("Emil", "pays", "Four orders by one link", alone=True)
    await phone.types("/pay")
    await phone.presses("All")
    await phone.presses("Pay 4")
    await phone.sees("QR")
    await phone.presses("Pay 4")
    await phone.points(phone.page.get_by_test_id("link-pay"), GLANCE)
    told = await phone.sees("4 orders paid together")
    await phone.films(told)
    await phone.takes("paid", told)


async def counted(phone: Phone, http: httpx.AsyncClient) -> None:
    """A parcel comes, and two pieces less than its seller says."""
    orders = (await http.get("/sim/orders")).json()
    order = next(each for each in orders if each["lines"][0]["offer_id"] == MUG)
    path = f"/sim/orders/{order['id']}"
    await post(http, f"{path}/ship", {"lines": [[order["lines"][0]["entry"], CAME, ORDERED]]})
    await phone.cast.here["Daria"].sees("📦 1.")
    await post(http, f"{path}/trace", {"remark": SIGNED})
    fay = await phone.becomes("Fay", "counts", "A parcel came; its number is enough", alone=True)
    await phone.types((await http.get("/sim/ledger")).json()["parcels"][0]["waybill"])
    await phone.presses("Line by line", GLANCE)
    await fay.presses(await fay.sees("what arrived", "350 ml"), f"All {ORDERED} good")
    for left in range(ORDERED, CAME, -1):
        await fay.presses(await fay.sees("what arrived", f"{left} good"), "−")
    await phone.becomes("Fay", "counts", f"{CAME} of {ORDERED}: two are short", alone=True)
    card = await phone.sees(f"{CAME} good")
    await phone.takes("count", card)
    await phone.presses("Count it", GLANCE)
    await phone.films(await phone.sees(f"{CAME} of {ORDERED}"), GLANCE)


async def asked_back(phone: Phone) -> None:
    """A buyer asks the seller for the money of what is short."""
    emil = await phone.becomes("Emil", "asks back", "The money of two, from the seller", alone=True)
    await emil.catches_up()
    await emil.writes("/order 1/1")
    await phone.sees("What happened", "2 missing")
    await phone.presses("Ask for the refund", READ)
    await phone.takes("refund", await phone.sees("ask for exactly this?", "Reason: fewer came"))
    await phone.presses("Ask for ¥", READ)
    await phone.films(await phone.sees("refund asked for"), READ + GLANCE)


async def on_one_page(phone: Phone, http: httpx.AsyncClient) -> str:
    """Two days later: the address of the Mini App with all lines of the same sheet, which Daria opens."""
    await post(http, "/sim/clock", {"advance": 2 * 86_400})
    daria = phone.cast.alone["Daria"]
    await daria.catches_up()
    await daria.drops("december.csv", sheet())
    await daria.presses(await daria.sees("Choose the delivery address"), "Default")
    shown: ShownMessage = await daria.sees("84 pcs", "¥")
    return str((await daria.presses(shown, "All lines on one page"))["opened"])
