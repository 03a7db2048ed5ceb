"""Sources that take in only what is signed, each event once"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lead_source", sa.Column("event_path", sa.String(length=200), nullable=True))
    op.add_column("lead_source", sa.Column("signing_sealed", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("lead_source", sa.Column("former_sealed", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("lead_source", sa.Column("former_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
