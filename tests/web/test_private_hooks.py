"""What the doors and the pretend world take from uvicorn beyond its documented face is still there."""

from typing import Any

import pytest
import uvicorn
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

CALLER = "bot.web.server.Caller shows out who says nothing by it; without it silent callers fill the doors."
CUT = "bot.sandbox.faults.Cuttable cuts the line by it."


@pytest.mark.parametrize(
    "name", ["connection_made", "connection_lost", "data_received", "handle_events", "on_response_complete"]
)
def test_a_method_that_ours_extends_is_still_called_so(name: str) -> None:
    assert callable(getattr(H11Protocol, name, None)), f"uvicorn {uvicorn.__version__} has no {name}(). {CALLER}"


@pytest.mark.parametrize("name", ["cycle", "connections", "loop", "transport"])
async def test_a_connection_still_holds_what_ours_reads(name: str) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        """Nobody is answered."""

    config = Config(app)
    config.load()
    connection = H11Protocol(config, ServerState(), {})
    assert hasattr(connection, name), f"A connection of uvicorn {uvicorn.__version__} has no {name}. {CALLER}"


@pytest.mark.parametrize(
    ("name", "sentence"), [("response_complete", CALLER), ("more_body", CALLER), ("transport", CUT)]
)
def test_a_request_still_holds_what_ours_reads(name: str, sentence: str) -> None:
    held = RequestResponseCycle.__init__.__code__.co_names
    assert name in held, f"A request of uvicorn {uvicorn.__version__} has no {name}. {sentence}"
