"""The table of the throttle: one row per bucket that is not full."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.db.record import Base


class Bucket(Base, table=True):
    """A bucket of attempts, known by a blinded key; `full_at` is when it will be full again.

    One instant says all: the later it lies, the emptier the bucket. A row in the past is as good as no row.
    """

    __tablename__ = "throttle"
    key: bytes = Field(primary_key=True)
    full_at: datetime = Field(nullable=False, sa_type=UTCDateTime)

    __table_args__ = (sa.Index("ix_throttle_full_at", "full_at"),)
