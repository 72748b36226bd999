"""What SQLite and PostgreSQL do not have in common, as far as a statement must know of it."""

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

#: «INSERT ... ON CONFLICT»: PostgreSQL's construct compiles for SQLite too, the other way it does not.
__all__ = ["is_postgresql", "upsert"]


def is_postgresql(bind: AsyncConnection | AsyncEngine | Connection | Engine) -> bool:
    """Whether statements go to PostgreSQL; to SQLite else."""
    return bind.dialect.name == "postgresql"
