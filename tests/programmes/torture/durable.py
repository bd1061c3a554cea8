"""Two hundred commits through our own storage, between two marks on stderr; for whoever counts the flushes."""

import asyncio
import json
import os
import sys

from sqlalchemy import text

from storage.engine.database import Database
from storage.engine.engines import PRAGMAS

BEGIN, END = b"commits begin\n", b"commits end\n"


async def main(url: str, commits: int) -> None:
    """Print the pragmas of the connection that writes, or the one setting that counts on PostgreSQL."""
    database = await Database.open(url)
    settings = {}
    async with database.transaction() as session:
        names = PRAGMAS if database.dialect == "sqlite" else ("synchronous_commit", "fsync")
        word = "PRAGMA" if database.dialect == "sqlite" else "SHOW"
        for name in names:
            settings[name] = str((await session.execute(text(f"{word} {name}"))).scalar())
    os.write(2, BEGIN)
    for number in range(commits):
        async with database.transaction() as session:
            row = {"name": f"durable {number}", "value": "1"}
            await session.execute(text("INSERT INTO fact (name, value, updated_at) VALUES (:name, :value, 0)"), row)
    os.write(2, END)
    await database.close()
    sys.stdout.write(json.dumps(settings))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
