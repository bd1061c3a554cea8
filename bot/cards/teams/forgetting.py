"""Words the question whether to be forgotten: what goes, what stays, how long copies last."""

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, Writer, gap, rows


def how(language: str) -> View:
    """What is to be written."""
    return View(Writer(language).line("forget-how"))


def question(mark: str, language: str) -> View:
    """Asks for the press that forgets the reader."""
    w = Writer(language)
    lines = [
        w.head(NEEDS_YOU, None, "forget-head"), w.line("forget-goes"), w.line("forget-stays"), gap(),
        w.line("forget-copies"), w.line("forget-for-good"),
    ]  # fmt: skip
    yes = w.button("forget-yes", Code(ButtonAction.FORGET, (mark, 1)), "danger")
    return View(join(lines), rows([yes], [w.button("forget-no", Code(ButtonAction.FORGET, (mark, 0)))]))


def kept(language: str) -> View:
    """Nothing was taken out."""
    return View(Writer(language).line("forget-kept"))


def done(language: str) -> View:
    """It is done; what a reader sees in Telegram is theirs to delete."""
    w = Writer(language)
    return View(join([Html(f"{DONE} {w.line('forget-done')}"), w.line("forget-telegram")]))
