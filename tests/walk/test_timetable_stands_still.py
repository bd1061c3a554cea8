"""A timetable that stands still is not well: for whoever asks the bot, and for the proxy and the service manager."""

import time
from typing import Any

import httpx

from bot.desk.operations.health import BEAT
from bot.wiring.build import built
from bot.wiring.demo import SharedClock
from bot.wiring.lifecycle import living
from tests.walk.conftest import until
from tests.web.conftest import free_port


async def test_a_timetable_that_stands_still_is_not_well_until_it_goes_on(open_street: Any) -> None:
    async with open_street(WEB_LISTEN=f"127.0.0.1:{free_port()}") as street:
        await street.tenant.stop()
        clock = SharedClock(street.world.clock)
        async with built(street.settings, clock) as house, living(house), httpx.AsyncClient(trust_env=False) as http:

            async def health() -> tuple[int, str]:
                answer = await http.get(f"http://{street.settings.web_listen}/healthz")
                return answer.status_code, answer.text

            async def well() -> bool:
                await street.later(3)  # an answer stands for two seconds
                return (await health())[0] == 200

            stood = 0.0
            house.desk.pulse._steady = lambda: time.monotonic() + stood
            await until(well, "the bot is well")
            house.timetable._scheduler.pause()

            async def unwell() -> bool:
                nonlocal stood
                stood += 300  # what was at work in the first instant came to its end in the meantime
                return not await well()

            await until(unwell, "the bot is not well")
            status, told = await health()
            assert status == 503
            assert "has not run for" in told
            assert not house.desk.pulse.beats()
            report = await house.desk.health.report()
            assert BEAT in {tick.name for tick in report.ticks if tick.late}
            house.timetable._scheduler.resume()
            await until(well, "the bot is well again")
