"""Queries on questions that wait for a typed answer."""

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, columns, given
from storage.tables import DialogRow

_dialog = columns(DialogRow)
_DIALOG = Rows(DialogRow, _dialog.chat_id == given("chat"), _dialog.person_id == given("person"))


async def dialog(session: AsyncSession, chat_id: int, person_id: int) -> DialogRow | None:
    return await _DIALOG.first(session, chat=chat_id, person=person_id)


async def forget_dialog(session: AsyncSession, chat_id: int, person_id: int) -> None:
    await session.exec(
        delete(DialogRow).where(col(DialogRow.chat_id) == chat_id, col(DialogRow.person_id) == person_id)
    )
