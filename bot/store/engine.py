"""Opening the database: engine, pragmas, migrations."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.store.dialects import is_postgresql

#: Milliseconds that a writer waits for another process' transaction.
BUSY_MILLISECONDS = 10_000
#: Processes that start at once bring the schema up one after another.
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext('qawl schema'))")
#: Connections that a process keeps to PostgreSQL, and more in a rush. With the queue's three and the bell's
#: one a process has ten at most: a server with its usual hundred takes nine or ten processes.
POOL, MORE = 4, 2
CONNECT_SECONDS = 10
#: Milliseconds after which PostgreSQL gives up a statement, a lock, a transaction that waits for us.
_TIMEOUTS = (
    "-c statement_timeout=60000 -c lock_timeout=20000"
    " -c idle_in_transaction_session_timeout=120000 -c timezone=UTC -c jit=off -c enable_seqscan=off"
)
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # an acknowledged update must survive a power cut
    "foreign_keys = ON",
    "secure_delete = ON",  # erased text leaves no bytes behind
    f"busy_timeout = {BUSY_MILLISECONDS}",
)


@dataclass(frozen=True, slots=True)
class _Turns:
    """Whose turn it is to write to a SQLite file, in one process.

    SQLite itself lets its writers sleep and try again, up to 0.1 s each time, and who comes later may get in
    first: measured on ten answers at once, the mark of one waited 110 ms behind others of 3 ms each, and a
    kill meanwhile had that answer said twice. Who cannot wait stands behind one other at most.
    """

    one: asyncio.Lock = field(default_factory=asyncio.Lock)
    patient: asyncio.Lock = field(default_factory=asyncio.Lock)


_TURNS: WeakKeyDictionary[Engine, _Turns] = WeakKeyDictionary()


async def open_engine(url: str) -> AsyncEngine:
    """An engine on a database of the newest schema.

    Raises:
        StoreError: the address is not one of ours, or the database cannot be opened or upgraded.
    """
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            if is_postgresql(connection):
                await connection.execute(_ALONE)
            await connection.run_sync(upgrade)
    except (SQLAlchemyError, OSError) as error:
        await engine.dispose()
        message = f"the database cannot be opened: {type(error).__name__}"
        raise StoreError(message) from error
    return engine


@asynccontextmanager
async def writing(engine: AsyncEngine, *, urgent: bool = False) -> AsyncIterator[AsyncConnection]:
    """A transaction; on SQLite those of one process come one after another, what is ``urgent`` first.

    Raises:
        StoreError: a full disk, a lock that lasts, a file that may not be written; nothing is changed.
    """
    with _refusing():
        async with _turn(engine, urgent=urgent), engine.begin() as connection:
            yield connection


@asynccontextmanager
async def _turn(engine: AsyncEngine, *, urgent: bool) -> AsyncIterator[None]:
    """The right to write; PostgreSQL sees to it by itself."""
    if is_postgresql(engine):
        yield
        return
    turns = _TURNS.setdefault(engine.sync_engine, _Turns())
    if urgent:
        async with turns.one:
            yield
        return
    async with turns.patient, turns.one:
        yield


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection for reads.

    Raises:
        StoreError: the database is away or has no place for another connection.
    """
    with _refusing():
        async with engine.connect() as connection:
            yield connection


@contextmanager
def _refusing() -> Iterator[None]:
    """What the database does not do, as an error of the store."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, PoolTimeout) as error:
        message = f"the database refused: {type(error).__name__}"
        raise StoreError(message) from error


def _engine(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        message = "QAWL_DATABASE is no database address"
        raise StoreError(message) from error
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed)
    if parsed.get_backend_name() != "sqlite":
        message = "QAWL_DATABASE: sqlite:///PATH or postgresql://USER@HOST/NAME"
        raise StoreError(message)
    if parsed.database and parsed.database != ":memory:":
        try:
            path = Path(parsed.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            # What people forwarded is nobody else's on this machine; -wal and -shm follow the file.
            path.touch(mode=0o600)
        except OSError as error:
            message = f"the database cannot be made: {error.strerror}"
            raise StoreError(message) from error
    engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"), hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _postgresql(parsed: URL) -> AsyncEngine:
    """An engine whose connections are looked at before they are used: the server may have restarted."""
    return create_async_engine(
        parsed.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=MORE,
        connect_args={"connect_timeout": CONNECT_SECONDS, "options": _TIMEOUTS},
    )


def _set_pragmas(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    del record
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to a version, the newest by default; nothing to do where it is."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
