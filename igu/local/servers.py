"""The private servers as one: there while somebody needs them, gone after the last one has left."""

import signal
import sys
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, contextmanager

from igu.local import Refused
from igu.local import places as where
from igu.local.lock import in_use
from igu.local.places import Places
from igu.local.postgres import Postgres
from igu.local.valkey import Valkey


@contextmanager
def attach(
    env: MutableMapping[str, str],
    *,
    places: Places | None = None,
    throw_away: bool = False,
    kept: bool = False,
) -> Iterator[Places | None]:
    """Set the addresses that are missing in `env`, with private servers behind them.

    throw_away: quick and unsafe; the data go with the last user, or stay for the next one where they are `kept`.
    Gives the places used, or None where the environment names all servers, or is production's.
    """
    wanted = {"DATABASE_URL", "REDIS_URL"} - {name for name in env if env[name]}
    if not wanted or env.get("IGU_ENV") == "production":
        yield None
        return
    places = places or where.find(env)
    servers = [Postgres(places, throw_away=throw_away), Valkey(places)]

    def start() -> None:
        for server in servers:
            if wanted & server.urls().keys():
                server.start()
                env.update(server.urls())

    def stop() -> None:
        for server in servers:
            server.stop()
        if throw_away and not kept:
            servers[0].forget()

    with ExitStack() as held:
        held.enter_context(_terminated_politely())
        with _permitted(places):
            held.enter_context(in_use(places.base, start=start, stop=stop))
        yield places


@contextmanager
def _permitted(places: Places) -> Iterator[None]:
    """A folder of another user, or root that may not become the servers' account, is told in one line."""
    try:
        yield
    except PermissionError as why:
        raise Refused(f"The private servers cannot be run in {places.base} ({why}): set IGU_LOCAL to another folder.")


@contextmanager
def _terminated_politely() -> Iterator[None]:
    """SIGTERM ends us as Ctrl-C does, so that the last user still stops the servers."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
