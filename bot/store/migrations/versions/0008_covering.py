"""An index that counts an article's quotes without looking at them: digests of long periods.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("quotes_sure", "quotes", ["article", "hidden", "confidence", "speaker"])
