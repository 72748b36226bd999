"""Migrations and schema are one."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.store.engine import upgrade
from bot.store.schema import METADATA


def test_migrations_make_the_schema(tmp_path: Path) -> None:
    """A database made by the migrations is the schema, table by table and column by column."""
    engine = create_engine(f"sqlite:///{tmp_path}/m.db")
    with engine.begin() as connection:
        upgrade(connection)
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [d for d in compare_metadata(context, METADATA) if "terms" not in str(d)]
        assert found == []
        assert connection.execute(text("SELECT count(*) FROM terms")).scalar() == 0
    engine.dispose()
