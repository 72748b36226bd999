"""Copies of the database while it is in use, and putting one back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import StoreError


def path_of(url: str) -> Path:
    """The file of a SQLite address.

    Raises:
        StoreError: the address names no file.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError("only a SQLite file is copied here; use the database's own tools")
    return Path(parsed.database)


def backup(url: str, target: Path) -> int:
    """Copy the database by SQLite's online backup, whole even while the bot writes; its bytes.

    Raises:
        StoreError: there is no database, or the copy cannot be written or is not sound.
    """
    source = path_of(url)
    if not source.exists():
        message = f"{source}: there is no database yet"
        raise StoreError(message)
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.touch(mode=0o600)
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(partial)) as there:
            here.backup(there)
        check(partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        message = f"{target}: the copy cannot be written ({type(error).__name__})"
        raise StoreError(message) from error
    return target.stat().st_size


def restore(url: str, source: Path) -> Path | None:
    """Put a copy in the place of the database, after looking at it; where the old one lies now.

    The bot must not run meanwhile.

    Raises:
        StoreError: the copy is not there or not sound, or the place cannot be written.
    """
    target = path_of(url)
    check(source)
    kept = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(source, fresh)
        fresh.chmod(0o600)
        if target.exists():
            kept = target.with_name(f"{target.name}.before-restore")
            with closing(sqlite3.connect(target)) as old:
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            target.replace(kept)
        for left in ("-wal", "-shm"):
            target.with_name(target.name + left).unlink(missing_ok=True)
        os.replace(fresh, target)  # noqa: PTH105 - atomic, as the line before
    except (OSError, sqlite3.Error) as error:
        message = f"{target}: cannot be replaced ({type(error).__name__})"
        raise StoreError(message) from error
    return kept


def check(path: Path) -> None:
    """Whether a file is a sound database of ours.

    Raises:
        StoreError: it is not.
    """
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error as error:
        message = f"{path}: is no database that can be read ({type(error).__name__})"
        raise StoreError(message) from error
    if found != ("ok",) or not {"articles", "alembic_version"} <= tables:
        message = f"{path}: is no sound database of Qawl"
        raise StoreError(message)
