"""The errors of the database, as sentences that tell a person what to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError


class StorageFailed(Exception):
    """The database could not do what was asked; the text says what a person can do about it."""


class DatabaseBusy(StorageFailed):
    """Another process has the database."""


class DatabaseTooNew(StorageFailed):
    """The database was written by a newer version of the program."""


class DatabaseTooOld(StorageFailed):
    """The database is of before the oldest release whose database this program updates."""


class DatabaseDamaged(StorageFailed):
    """The file is damaged or no database."""


class NestedTransaction(RuntimeError):
    """A task asked for a write transaction inside its own; it would wait for itself for ever."""


FULL = "The disk of the database is full. Nothing was written; free some space on it."
READ_ONLY = "The database cannot be written. Make its file and its folder writable for this user."
LOCKED = "The database is locked by other work. Nothing was written; it may be tried again."
DISK = "The disk of the database answers with errors. Check the disk, and keep the last copy safe."
DAMAGED = "The database is damaged. Stop the bot and restore the last copy."
UNREACHABLE = "The database cannot be opened. Check that its file, or its server, is there and lets this user in."
OPTIONS = "The database cannot be opened: DATABASE_URL has an option or a port that is not understood."
CROWDED = "The database has no connection left. Stop what else uses it, or let it have more."

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
}

# By SQLSTATE; a key of two characters means the whole class.
_POSTGRES = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": LOCKED,
    "57014": LOCKED,
    "40001": LOCKED,
    "40P01": LOCKED,
    "53300": CROWDED,
    "58030": DISK,
    "XX": DAMAGED,
    "08": UNREACHABLE,
    "28": UNREACHABLE,
    "57": UNREACHABLE,
    "3D": UNREACHABLE,
}


def explain(error: BaseException) -> StorageFailed | None:
    """The failure behind a driver's error; None if the statement is at fault, for example a broken constraint."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state, sentence = getattr(cause, "sqlstate", None), None
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        sentence = None if code is None else _SQLITE.get(code & 0xFF)
    elif isinstance(state, str):
        sentence = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    elif isinstance(error, DBAPIError) and error.connection_invalidated:
        sentence = UNREACHABLE
    if sentence is None:
        return None
    return DatabaseDamaged(sentence) if sentence == DAMAGED else StorageFailed(sentence)
