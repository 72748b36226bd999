"""``qawl backup``, ``restore``, ``migrate-data`` and ``retry``: for who keeps the bot running."""

import json
import sys
from pathlib import Path

from bot.settings import Settings
from bot.store import backup as copies
from bot.store.database import open_store
from bot.store.transfer import transfer


def backup(settings: Settings, file: Path) -> int:
    """Copy the database, also while the bot runs."""
    size = copies.backup(settings.database_url, file)
    print(json.dumps({"file": str(file), "bytes": size}, ensure_ascii=False))
    return 0


def restore(settings: Settings, file: Path) -> int:
    """Put a copy back; the bot must not run."""
    kept = copies.restore(settings.database_url, file)
    print(json.dumps({"restored": str(file), "before": str(kept) if kept else None}))
    return 0


async def migrate(source: str, target: str) -> int:
    """Move everything from one database to another; the bot must run on neither."""

    def told(table: str, rows: int) -> None:
        print(f"{table}: {rows}", file=sys.stderr)

    moved = await transfer(source, target, told)
    tables = [{"table": one.table, "rows": one.rows, "hash": one.hash} for one in moved]
    print(json.dumps({"tables": tables, "equal": True}))
    return 0


async def retry(settings: Settings, update: int) -> int:
    """Let an update that was set aside be tried again at the bot's next start."""
    store = await open_store(settings.database_url)
    try:
        known = await store.retry(update)
    finally:
        await store.close()
    print(json.dumps({"update": update, "will_be_tried": known}))
    return 0 if known else 1
