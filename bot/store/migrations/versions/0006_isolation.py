"""PostgreSQL itself keeps chats apart: a statement made for one chat sees no other's rows.

Nothing changes on SQLite, which has no such rules.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Tables whose rows name their chat; quotes, spans and terms are reached through their article's row.
_TABLES = (
    "articles",
    "speakers",
    "speaker_keys",
    "speaker_links",
    "frequencies",
    "asked",
    "corrections",
    "watches",
)


def upgrade() -> None:
    """Add the rules; what is done for all chats (moving, counting, copying) names none and sees all."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY one_chat ON {table}"
            " USING (coalesce(current_setting('qawl.chat', true), '') IN ('', chat))"
        )
