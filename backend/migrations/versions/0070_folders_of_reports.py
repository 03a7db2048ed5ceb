"""Folders of reports are paths"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0061"
branch_labels = None
depends_on = None

# Blanks around the slashes, and empty names, say nothing.
TIDY = r"""
update "{table}" set folder = nullif(regexp_replace(regexp_replace(folder, '\s*/[\s/]*', '/', 'g'), '^[/\s]+|[/\s]+$', '', 'g'), '')
where folder is not null
"""


def upgrade() -> None:
    for table in ("report", "dashboard"):
        op.alter_column(table, "folder", type_=sa.String(200), existing_type=sa.String(60), existing_nullable=True)
        op.execute(TIDY.format(table=table))


def downgrade() -> None:
    for table in ("report", "dashboard"):
        op.execute(f'update "{table}" set folder = left(folder, 60)')
        op.alter_column(table, "folder", type_=sa.String(60), existing_type=sa.String(200), existing_nullable=True)
