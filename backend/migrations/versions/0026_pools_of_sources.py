"""Sources whose leads wait in a pool of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lead_source", sa.Column("pool_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_lead_source_pool_id_lead_pool"), "lead_source", "lead_pool", ["pool_id"], ["id"])
    op.create_index(op.f("ix_lead_source_pool_id"), "lead_source", ["pool_id"], unique=False)
