"""Draws every card on one page of the pretend world, as a phone shows it, and measures what stands there."""

from collections.abc import Sequence
from typing import Any

from playwright.async_api import Page

from bot.sandbox.chats.markup_html import parse_html
from tests.cards.gallery import Shown

DRAW = """async ([cards, picture]) => {
  const { bubble } = await import("/js/bubble.js");
  document.body.dataset.tab = "talk";
  const box = document.createElement("div");
  box.className = "messages";
  box.id = "gallery";
  document.querySelector("#talk").replaceChildren(box);
  document.querySelector("#talk").style.display = "flex";
  for (const [at, card] of cards.entries()) {
    const row = {
      message_id: at + 1, from: "bot", chat: card.chat, text: card.text, entities: card.entities, buttons: card.buttons,
      date: "2026-11-24T06:05:00Z", photo: picture && card.pictured ? picture : null, photo_above: true, reactions: {},
    };
    const node = bubble(row, null);
    node.dataset.card = card.name;
    box.append(node);
  }
  await document.fonts.ready;
}"""

MEASURE = r"""() => {
  const wide = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
  const whole = [
    /[-+\u2212]?\u2060?¥\s[\d,]+\.\d\d/g, /≈\s\S+\s[\d,]+\.\d\d/g, /\d[\d,\u00a0]*\s(?:pcs?|件|шту\S+|%)/g,
    /\d{1,2}\s\p{L}{3,5}\.?\s(?:\d{4}\s)?\d\d:\d\d/gu, /\d+\u2060?月\u2060?\d+\u2060?日(?:\s\d\d:\d\d)?/g,
  ];
  const pen = document.createElement("canvas").getContext("2d");
  // Where no font has ideographs, each is made as wide as it is everywhere else: one em.
  for (const text of document.querySelectorAll("#gallery .text, #gallery .press-text")) {
    const style = getComputedStyle(text), size = parseFloat(style.fontSize);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const missing = size - pen.measureText("中").width;
    if (Math.abs(missing) < 0.5) continue;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (!wide.test(node.data)) continue;
      node.replaceWith(...node.data.split(/([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)/).map((part) => {
        if (!wide.test(part)) return part;
        const span = document.createElement("span");
        span.style.letterSpacing = `${missing}px`;
        span.textContent = part;
        return span;
      }));
    }
  }
  const tops = (range) => {
    const found = [];
    for (const box of range.getClientRects()) {
      const middle = box.top + box.height / 2;
      if (box.width > 0.5 && !found.some((each) => Math.abs(each - middle) < 8)) found.push(middle);
    }
    return found;
  };
  const range = document.createRange();
  return [...document.querySelectorAll("#gallery .message")].map((message) => {
    const text = message.querySelector(".text");
    const line = parseFloat(getComputedStyle(text).lineHeight);
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const all = nodes.map((node) => node.data).join("");
    const at = (index) => {
      for (const node of nodes) {
        if (index <= node.length) return [node, index];
        index -= node.length;
      }
    };
    const broken = [];
    for (const pattern of whole) {
      for (const found of all.matchAll(pattern)) {
        range.setStart(...at(found.index));
        range.setEnd(...at(found.index + found[0].length));
        if (tops(range).length > 1) broken.push(found[0]);
      }
    }
    for (const time of text.querySelectorAll("time")) {
      range.selectNodeContents(time);
      if (tops(range).length > 1) broken.push(time.textContent);
    }
    const cut = [...message.querySelectorAll(".press-text")].filter((each) => {
      range.selectNodeContents(each);
      return range.getBoundingClientRect().width > each.getBoundingClientRect().width + 0.1;
    });
    // What is folded takes three lines at most until somebody opens it, and is not counted.
    const folds = [...text.querySelectorAll(".t-fold")].reduce((sum, each) => sum + each.offsetHeight + 8, 0);
    const outside = text.getBoundingClientRect().height - folds;
    return {
      card: message.dataset.card, lines: Math.round(outside / line), broken,
      height: Math.round(message.getBoundingClientRect().height - folds), wide: cut.map((each) => each.textContent),
    };
  });
}"""


async def draw(page: Page, cards: Sequence[Shown], picture: str = "") -> None:
    """Put the cards below each other into the page's chat; `picture` stands for that of every product."""
    await page.evaluate(DRAW, [[_row(each) for each in cards], picture])


async def measure(page: Page) -> list[dict[str, Any]]:
    """Of each card its lines, its height, and what breaks across lines but must not."""
    found: list[dict[str, Any]] = await page.evaluate(MEASURE)
    return found


def name_of(card: Shown) -> str:
    return f"{card.language} {card.family}: {card.name}{'' if card.private else ', in the group'}"


def _row(card: Shown) -> dict[str, Any]:
    text, entities = parse_html(card.view.text)
    buttons = [
        [{"text": b.text, "style": b.style, "data": b.data, "url": b.url or None, "copy": b.copy or None} for b in row]
        for row in card.view.keyboard
    ]
    return {
        "name": name_of(card), "text": text, "entities": entities, "buttons": buttons,
        "chat": 1 if card.private else -100123, "pictured": bool(card.view.picture),
    }  # fmt: skip
