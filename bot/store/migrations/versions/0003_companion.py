"""Versions, corrections, alerts, undo, waiting pieces, prompts, and what a chat prefers.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import KEY

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns to what is there, then the new tables."""
    _chats()
    op.add_column("articles", sa.Column("successor", sa.Text))
    op.create_index("articles_added", "articles", ["chat", "added"])
    op.add_column("sightings", _flag("start", sa.Integer))
    op.add_column("sightings", sa.Column("reply", KEY))
    op.create_index("sightings_message", "sightings", ["message"])
    op.add_column("quotes", _flag("hidden", sa.Boolean))
    _corrections()
    _watches()
    _queues()


def _flag(name: str, kind: type[sa.Integer] | type[sa.Boolean]) -> sa.Column[int]:
    return sa.Column(name, kind, nullable=False, server_default="0")


def _chats() -> None:
    columns = (
        sa.Column("zone", sa.String(64)),
        sa.Column("digits", sa.String(8)),
        sa.Column("quiet_from", sa.Integer),
        sa.Column("quiet_until", sa.Integer),
        sa.Column("reacts", sa.Boolean, nullable=False, server_default="1"),
        sa.Column("lost", sa.Text, nullable=False, server_default=""),
    )
    for column in columns:
        op.add_column("chats", column)


def _chat() -> sa.Column[str]:
    return sa.Column(
        "chat", sa.String(64), sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("pk", KEY, primary_key=True),
        _chat(),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("fault", sa.String(16), nullable=False),
        sa.Column("cue_start", sa.Integer, nullable=False),
        sa.Column("cue_end", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("words", "before", "after")),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("corrections_article", "corrections", ["chat", "article"])


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("pk", KEY, primary_key=True),
        _chat(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("printed", "needs", "source")),
        sa.Column("thread", KEY),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("watches_chat", "watches", ["chat"])


def _queues() -> None:
    op.create_table(
        "steps",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("steps_chat", "steps", ["chat"])
    op.create_table(
        "pieces",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("message", KEY, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("chat", "message"),
    )
    op.create_table(
        "prompts",
        sa.Column("chat", sa.String(64), primary_key=True),
        sa.Column("message", KEY, primary_key=True),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
