"""The formatting of messages, which a reply that quotes them must repeat.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; messages that came before have none, and are quoted as they were."""
    op.add_column("sightings", sa.Column("formatting", sa.Text, nullable=False, server_default=""))
