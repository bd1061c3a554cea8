"""The commands: parse arguments, do the work, print, return the exit code (0 well, 2 wrong use, 1 anything else)."""

import ctypes
import gc
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from bot import __version__, settings
from bot.commands.terminal import JournalFormat, What, ask, complain, show
from bot.purchasing.exports import Export, ExportDays, ExportRows, Money, Sheet
from bot.redaction import is_set_up, set_up_logging

ENV_FILE = Path(".env")
PRETEND_WORLD = ("bot.sandbox", "python_multipart")
"""The sandbox and its own dependency; an installation for real use has neither."""
INTERRUPTED = 130
"""The exit code that Typer gives for Ctrl-C."""

# Names and numbers of glibc's malloc.h.
M_MMAP_THRESHOLD, LARGE = -3, 64 * 1024
M_ARENA_MAX, HEAPS = -8, 2

app = typer.Typer(
    name="caigou",
    help="A purchasing assistant for teams that buy on 1688.com and live in Telegram.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

DAY = ["%Y-%m-%d"]

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where to listen on this machine; 0 takes a free one.")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. An expected failure is printed as one sentence to stderr."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = app(args=words, prog_name="caigou", standalone_mode=False) or 0
        return _stopped() if code == INTERRUPTED else code
    except settings.SettingsWrong as wrong:
        complain(str(wrong))
    except TyperException as error:
        text = error.format_message().strip()
        complain(text if "\n" in text else f"{text.rstrip('.')}. Type caigou --help for what there is.")
        return error.exit_code
    except Abort:
        return _stopped()
    except Exception as error:
        from bot.wiring.database_care import StorageFailed  # whatever raised it has loaded it

        if isinstance(error, StorageFailed):
            complain(str(error))
            return 1
        if not is_set_up():
            set_up_logging(())
        logging.getLogger("bot").critical("this should not have happened", exc_info=True)
    return 1


@contextmanager
def _loading() -> Iterator[None]:
    """Freeze what is loaded inside, so that garbage collection skips it: that would take a tenth of the start."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(20_000, 20, 50)  # as it is set otherwise, a long sheet holds everybody up by 0.1 s, and again
        gc.enable()


def _returning_memory() -> None:
    """Return large freed blocks to the system and use few heaps for threads, if the C library can.

    A page of 1688's orders is some hundred kilobytes: a small block between two of them would keep both.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(M_MMAP_THRESHOLD, LARGE)
        choose(M_ARENA_MAX, HEAPS)


def _stopped() -> int:
    complain("Stopped before the end.")
    return 1


def _version(wanted: bool) -> None:
    if wanted:
        show(f"caigou {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None: ...


@app.command()
def init(
    journal_key: Annotated[
        bool, typer.Option("--journal-key", help="Only make the key of the journal, and add it to .env.")
    ] = False,
) -> int:
    """Ask for the settings and write them to .env."""
    from bot.commands import init as body

    return body.add_journal_key(ENV_FILE) if journal_key else body.run(ENV_FILE, ask)


@app.command()
def login() -> int:
    """Log the app in to your 1688 account."""
    known = _loaded()
    if _lacks(known, "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET"):
        return 1
    from bot.wiring import commands

    return commands.login(known, lambda prompt: ask(f"{prompt}: "), show)


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Order nothing: as with DRY_RUN=1.")] = False,
) -> int:
    """Run the real bot."""
    if dry_run:
        os.environ["DRY_RUN"] = "1"
    known = _loaded()
    if _lacks(known, *settings.NEEDED_TO_RUN):
        return 1
    _returning_memory()
    from bot.wiring import early

    early.begin(known.database)
    with _loading():
        from bot.wiring import commands
    return commands.run(known)


@app.command()
def demo(
    port: Port = 8688,
    scene: Annotated[str, typer.Option(help="Begin with this story.")] = "",
    walk: Annotated[bool, typer.Option("--walk", help="Play the happy story and print it; no browser.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="A bot that only says what it would order.")] = False,
) -> int:
    """Try the bot in the browser, in a sandbox."""
    if _cannot_pretend():
        return 1
    set_up_logging((), level=logging.WARNING)
    from bot.wiring import demo as body

    return body.demo(port, scene, walk, dry_run)


@app.command()
def sandbox(port: Port = 8688) -> int:
    """Run the sandbox's 1688 and Telegram alone, for a bot beside it."""
    if _cannot_pretend():
        return 1
    set_up_logging(())
    from bot.sandbox import command

    return command.run(port)


@app.command()
def doctor(
    report: Annotated[
        bool, typer.Option("--report", help="Print for an issue how 1688 answers. Read it before you send it on.")
    ] = False,
) -> int:
    """Check the settings, database, Telegram and 1688."""
    known = _loaded()
    if report and _lacks(known, "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET"):
        return 1
    from bot.cards.operations.checks import Status
    from bot.doctor import render
    from bot.wiring import doctor_checks

    if report:
        lines, well = doctor_checks.market_report(known)
        show("\n".join(lines))
        return int(not well)
    findings = doctor_checks.doctor(known)
    redactor = set_up_logging(known.secrets())
    for finding in findings:
        show(redactor.clean(render(finding)))
    return int(any(finding.status is Status.FAILED for finding in findings))


@app.command()
def links(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What somebody would paste into the chat.")],
    online: Annotated[bool, typer.Option("--online", help="Follow short links.")] = False,
) -> int:
    """Show what the bot understands of a text."""
    from bot.commands import links as body

    return body.run(" ".join(text), online, ENV_FILE)


@app.command()
def audit(
    what: Annotated[What, typer.Argument(help="Prove that it is as it was written, hand it out, or anchor it anew.")],
    form: Annotated[JournalFormat, typer.Option("--format", help="How it is handed out.")] = JournalFormat.JSONL,
    to: Annotated[Path | None, typer.Option("--to", help="A new file for it; without one it is printed.")] = None,
    head: Annotated[
        str, typer.Option("--head", metavar="HASH", help="verify: an entry that must be there, as the bot told it.")
    ] = "",
) -> int:
    """Verify the journal, export it for a spreadsheet, or begin its anchors anew with another key."""
    known = _loaded()
    from bot.commands import audit as body

    return body.run(known, what, form, to, head)


@app.command()
def export(
    what: Annotated[
        ExportRows, typer.Option("--what", help="A row for each order, each of its lines, or each refund.")
    ] = ExportRows.ORDERS,
    form: Annotated[Sheet, typer.Option("--format", help="How it is written.")] = Sheet.CSV,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=DAY, metavar="DATE", help="The first day of the zone (fen: UTC), as 2026-11-30."
        ),
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, metavar="DATE", help="The last day, included.")
    ] = None,
    money: Annotated[
        Money | None,
        typer.Option("--money", help="yuan: for people (usual of csv and xlsx); fen: for programs (usual of jsonl)."),
    ] = None,
    zone: Annotated[
        str, typer.Option("--zone", metavar="NAME", help="The zone of days and moments; usual is the only team's.")
    ] = "",
    language: Annotated[str, typer.Option("--lang", metavar="en|zh|ru", help="The language of headings.")] = "en",
    tag: Annotated[str, typer.Option("--tag", help="Only what has this tag.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="A new file for it; without one it is printed.")] = None,
    over: Annotated[bool, typer.Option("--force", help="Put it in the place of a file that is there.")] = False,
) -> int:
    """Export what was bought, for a spreadsheet or another program."""
    known = _loaded()
    from bot.commands import export as body

    days = ExportDays(first.date() if first else None, last.date() if last else None)
    return body.run(known, Export(what, form, days, tag), body.ExportOptions(money, zone, language, out, over))


@app.command()
def stuck(as_json: Annotated[bool, typer.Option("--json", help="Print it as one JSON array.")] = False) -> int:
    """Print what is paid for and not in; the exit code is 1 if something is stuck."""
    known = _loaded()
    from bot.commands import stuck as body

    return body.run(known, as_json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; an older copy there is replaced.")],
) -> int:
    """Copy the database, while a bot may run."""
    known = _loaded()
    from bot.commands import database

    return database.backup(known, file)


@app.command()
def restore(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The copy.")] = None,
    after_pg_restore: Annotated[
        bool, typer.Option("--after-pg-restore", help="PostgreSQL: the database has just been filled by pg_restore.")
    ] = False,
) -> int:
    """Replace the database with a copy; buying waits until people have decided."""
    known = _loaded()
    from bot.commands import database

    return database.restore(known, file, after_pg_restore)


@app.command()
def forget(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Their number, or their whole name.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,
) -> int:
    """Take a person's name, words and private data out of the database, while a bot may run."""
    known = _loaded()
    from bot.commands import forget as body

    return body.run(known, person, yes, ask)


@app.command(name="migrate-to")
def migrate_to(
    url: Annotated[str, typer.Argument(metavar="DATABASE_URL", help="An empty PostgreSQL database.")],
) -> int:
    """Move the SQLite database to PostgreSQL."""
    known = _loaded()
    set_up_logging({*known.secrets(), url})
    from bot.commands import database

    return database.migrate_to(known, url)


def _loaded() -> settings.Settings:
    """The settings; their secrets are hidden in log lines from now on."""
    known = settings.load(ENV_FILE)
    set_up_logging(known.secrets())
    return known


def _cannot_pretend() -> bool:
    """Whether the sandbox is missing; if so, tells how to get it."""
    missing = any(find_spec(name) is None for name in PRETEND_WORLD)
    if missing:
        complain("The pretend world is not installed here: install caigou[pretend], or in a clone type: make demo")
    return missing


def _lacks(known: settings.Settings, *needed: str) -> bool:
    """Whether a needed setting is missing; if so, names all that are missing."""
    missing = [name for name in settings.missing_to_run(known) if name in needed]
    if missing:
        where = f"{'write them into .env, or ' if ENV_FILE.exists() else ''}type: caigou init (or make init)"
        complain(f"Missing: {', '.join(missing)}; {where}")
    return bool(missing)
