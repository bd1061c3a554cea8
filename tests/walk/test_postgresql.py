"""The same stories on PostgreSQL, with one bot and with two of them on one database."""

from bot.sandbox.scenes import play


async def test_the_happy_story_holds_on_postgresql(open_street, postgres_url: str) -> None:
    async with open_street(DATABASE_URL=postgres_url) as street:
        await play("happy", str(street.http.base_url), pause=0, say=street.said.append)
        await street.agree()
