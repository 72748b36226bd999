"""Subscriptions to digests, what was sent of them, shared archives, and who may send.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import KEY

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "subscriptions",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("archive", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("times", sa.String(64), nullable=False),
        sa.Column("days", sa.String(16), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Boolean, nullable=False)
            for name in ("watched", "picture", "silent", "note_empty", "paused")
        ),
        sa.Column("thread", KEY),
        sa.Column("next_run", sa.String(32)),
        sa.Column("covered", sa.String(32)),
    )
    op.create_index("subscriptions_due", "subscriptions", ["paused", "next_run"])
    op.create_index("subscriptions_chat", "subscriptions", ["chat"])
    op.create_table(
        "editions",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("subscription", KEY, nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("archive", sa.String(64), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.UniqueConstraint("subscription", "until"),
    )
    op.create_table(
        "grants",
        sa.Column("code", sa.String(32), primary_key=True),
        sa.Column("archive", sa.String(64), nullable=False),
        sa.Column("taker", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
