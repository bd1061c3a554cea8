"""Notices as the outbox stores them: flat JSON with a version; what earlier releases stored is still read."""

from dataclasses import fields
from typing import Any

from bot.desk.ledger.mapper import adapter_of
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices import approvals, operations, purchases, shown, teams
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.changes import CHANGES

VERSION = 1
_ROOMS = (shown, purchases, approvals, teams, operations)
_RENAMED = {"ghosts": "unknown"}
"""Facts that earlier releases stored by another name."""
_FOLDED = ("about", "change")
"""Values whose own fields stand beside the notice's."""
_FOR_BUTTONS = frozenset({
    "v", "number", "order_id", "total", "unpayable", "attempt_id", "alike", "hash", "question_id", "again", "codes",
    "refund_id", "stage",
})  # fmt: skip
"""The facts that say whether a notice's buttons hold; names and texts are not among them."""


KINDS: dict[NoticeKind, type[Notice]] = {
    kind: form
    for room in _ROOMS
    for form in vars(room).values()
    if isinstance(form, type) and issubclass(form, Notice)
    for kind in vars(form).values()
    if isinstance(kind, NoticeKind)
}
"""Kind → the notice that is stored under it."""


def dump(message: Notice) -> dict[str, Any]:
    """A notice as JSON values: money in fen, moments in ISO form."""
    stored: dict[str, Any] = {"v": VERSION}
    for name in _FOLDED:
        part = getattr(message, name, None)
        if part is not None:
            stored |= adapter_of(type(part)).dump_python(part, mode="json")
            stored |= {"what": part.what} if name == "change" else {}
    own: dict[str, Any] = adapter_of(type(message)).dump_python(message, mode="json", exclude=set(_FOLDED))
    return stored | own


def emptied(stored: dict[str, Any]) -> dict[str, Any]:
    """What stays of a notice once its text is gone: enough to see whether its buttons hold."""
    return {name: value for name, value in stored.items() if name in _FOR_BUTTONS}


def load(kind: NoticeKind, stored: dict[str, Any]) -> Notice:
    """The notice that was stored under this kind.

    Raises LookupError for a kind of change that nobody knows, and ValueError for facts of another form.
    """
    form = KINDS[kind]
    given = {_RENAMED.get(name, name): value for name, value in stored.items()}
    values = {each.name: given[each.name] for each in fields(form) if each.name in given}
    for each in fields(form):
        if each.name == "about":
            assert isinstance(each.type, type)
            values["about"] = _part(each.type, given)
        if each.name == "change":
            values["change"] = _part(CHANGES[given["what"]], given)
    message: Notice = adapter_of(form).validate_python(values)
    return message


def _part(form: type[Any], given: dict[str, Any]) -> Any:
    return adapter_of(form).validate_python(
        {each.name: given[each.name] for each in fields(form) if each.name in given}
    )
