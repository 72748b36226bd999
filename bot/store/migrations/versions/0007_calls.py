"""Calls of the Bot API that one process makes for all the others.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import BYTEWISE, KEY

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "calls",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("key", BYTEWISE, unique=True),
        sa.Column("endpoint", sa.String(64), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("code", sa.Integer),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("calls_state", "calls", ["state", "pk"])
