"""What a hand with a SQL shell sees of several bots, and guards of our own that write down who writes what."""

from dataclasses import dataclass
from typing import Any

from tests.postgres import asked, told

GUARDS = """
CREATE TABLE watched
  (what text, id bigint, old_state text, new_state text, owner text, writer text, lease_over boolean);
CREATE FUNCTION watch_attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state = 'submitting' AND NEW.state <> 'submitting' THEN
    INSERT INTO watched VALUES ('attempt', OLD.id, OLD.state, NEW.state, OLD.owner, current_setting('application_name'),
      OLD.lease_until <= (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
  END IF; RETURN NEW; END $$;
CREATE TRIGGER watch_attempt AFTER UPDATE ON attempt FOR EACH ROW EXECUTE FUNCTION watch_attempt();
CREATE FUNCTION watch_outbox() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state = 'sending' AND NEW.state IN ('sent', 'dead') THEN
    INSERT INTO watched VALUES ('outbox', OLD.id, OLD.state, NEW.state, OLD.owner, current_setting('application_name'),
      false);
  END IF; RETURN NEW; END $$;
CREATE TRIGGER watch_outbox AFTER UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION watch_outbox();
"""
_WRITER = "split_part(owner, '-', 1) = regexp_replace(writer, '^caigou ', '')"
STALE = f"""SELECT what, id, old_state, new_state, owner, writer FROM watched
    WHERE NOT ({_WRITER}) AND NOT (what = 'attempt' AND new_state = 'in_doubt' AND lease_over)"""
"""Ends of a claim that were written by another than who held it; only what nobody held may be doubted."""


@dataclass(frozen=True)
class Judged:
    """What the three histories come to."""

    orders: int
    double_decisions: int
    double_creates: int
    stale_writes: int
    missing: int
    failures: list[str]


def post(url: str) -> None:
    """The guards stand from now on."""
    told(url, GUARDS)


def held_by(url: str, pid: int) -> list[str]:
    """What waits for a process: what it claims, but for updates behind one of their lane that another runs."""
    query = f"""SELECT 'update ' || update_id FROM inbox i WHERE state = 'new' AND owner LIKE '{pid}-%' AND NOT EXISTS
            (SELECT FROM inbox b WHERE b.lane = i.lane AND b.update_id < i.update_id AND b.state = 'new')
        UNION ALL SELECT 'message ' || id || ' ' || kind FROM outbox WHERE state = 'sending' AND owner LIKE '{pid}-%'
        UNION ALL SELECT 'attempt ' || id FROM attempt WHERE state = 'submitting' AND owner LIKE '{pid}-%'"""
    return [str(row[0]) for row in _patiently(url, query)]


def situation(url: str) -> str:
    """Who holds what, and what every session of the server is at: for whoever asks why something did not go on."""
    sessions = """SELECT 'session' AS what, pid, application_name, state, wait_event, now() - xact_start AS begun,
            now() - state_change AS since, left(query, 120) AS query
        FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"""
    locks = """SELECT 'lock' AS what, pid, locktype, mode, granted, classid, objid, relation::regclass AS relation
        FROM pg_locks WHERE NOT granted OR locktype = 'advisory'"""
    left = "round(({} - extract(epoch FROM clock_timestamp()) * 1000000) / 1000000, 1) AS seconds_left"
    updates = f"""SELECT 'update' AS what, update_id, lane, owner, epoch, attempts, error,
            {left.format("claimed_until")}
        FROM inbox WHERE state = 'new' ORDER BY update_id"""
    messages = f"""SELECT 'message' AS what, id, chat_id, kind, state, owner, epoch, {left.format("claimed_until")}
        FROM outbox WHERE state IN ('due', 'sending') ORDER BY id LIMIT 40"""
    attempts = f"""SELECT 'attempt' AS what, id, request_id, state, reason, owner, epoch, looks, empty_looks,
            unfiltered_looks, {left.format("lease_until")}
        FROM attempt WHERE state <> 'placed' ORDER BY id LIMIT 40"""
    pause = "SELECT 'fact' AS what, name, value FROM fact WHERE name = 'pause'"
    asking = (sessions, locks, updates, messages, attempts, pause)
    return "\n".join(str(row) for query in asking for row in _patiently(url, query))


def left_to_do(url: str) -> tuple[int, int, int]:
    """Updates, orders and messages that wait."""
    query = """SELECT (SELECT count(*) FROM inbox WHERE state = 'new') AS updates,
        (SELECT count(*) FROM attempt WHERE state <> 'placed') AS attempts,
        (SELECT count(*) FROM outbox WHERE state IN ('due', 'sending')) AS messages"""
    updates, attempts, messages = _patiently(url, query)[0]
    return int(updates), int(attempts), int(messages)


def left_to_people(url: str) -> list[int]:
    """Attempts that people may settle now: looked for often enough, and nowhere."""
    query = "SELECT id FROM attempt WHERE state = 'needs_person' AND empty_looks >= 3 AND unfiltered_looks >= 1"
    return [int(row[0]) for row in _patiently(url, query)]


def doubted(url: str) -> bool:
    """Whether an order is looked for that is not found yet."""
    return bool(_patiently(url, "SELECT id FROM attempt WHERE state IN ('in_doubt', 'needs_person')"))


def shown(url: str, request_id: int) -> bool:
    """Whether a group has a request's card before its eyes."""
    query = f"SELECT chat_id FROM card WHERE request_id = {request_id} AND chat_id < 0 AND shown <> ''"
    return bool(_patiently(url, query))


def attempt(url: str, request_id: int) -> tuple[Any, ...]:
    """State, epoch, version and owner of a request's attempt."""
    query = f"SELECT state, epoch, version, owner FROM attempt WHERE request_id = {request_id}"
    rows = _patiently(url, query)
    return rows[0] if rows else ("", 0, 0, "")


def sender(url: str) -> int:
    """The process that has an order on the wire."""
    rows = asked(url, "SELECT owner FROM attempt WHERE state = 'submitting' ORDER BY submitted_at DESC LIMIT 1")
    return int(str(rows[0][0]).split("-")[0])


def judged(url: str, ledger: list[dict[str, Any]]) -> Judged:
    """Our database against 1688's ledger."""
    decided = asked(
        url, "SELECT request_id FROM decision WHERE taken_back_at IS NULL GROUP BY request_id HAVING count(*) > 1"
    )
    opened = asked(url, "SELECT request_id FROM attempt GROUP BY request_id HAVING count(*) > 1")
    approved = asked(
        url, "SELECT request_id FROM event WHERE kind = 'approved' GROUP BY request_id HAVING count(*) > 1"
    )
    stale = asked(url, STALE)
    ours = {row[0]: row[1] for row in asked(url, "SELECT order_id, request_id FROM remote_order")}
    wanted = {row[0] for row in asked(url, "SELECT id FROM request")}
    theirs = [str(order["id"]) for order in ledger]
    twice = len(theirs) - len({ours.get(number, number) for number in theirs})
    missing = wanted - set(ours.values())
    failures = [f"decided twice: {row[0]}" for row in decided + opened + approved]
    failures += [f"written by another: {row}" for row in stale[:20]]
    failures += [f"unknown order {number}" for number in theirs if number not in ours]
    failures += [f"request {number} has no order" for number in sorted(missing)[:20]]
    return Judged(len(theirs), len(decided + opened + approved), twice, len(stale), len(missing), failures)


def _patiently(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows; while the server starts anew, nothing is known and the question is asked again by whoever waits."""
    for _ in range(100):
        try:
            return asked(url, query)
        except RuntimeError as error:
            last = error
    raise last
