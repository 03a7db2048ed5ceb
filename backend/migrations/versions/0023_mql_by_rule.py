"""Leads are handed to sales by their score or because they ask; nothing that happened before hands over anybody"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# Only rules nobody has changed yet get the two that hand over by themselves.
RULES = """
update score_model set engagement = jsonb_set(
    jsonb_set(engagement, '{0,rules}', engagement #> '{0,rules}' || :asked), '{3,rules}', engagement #> '{3,rules}' || :called)
where version = 1
"""
ASKED = """{"zh": "预约演示或询价", "en": "Asked for a demo or a price", "points": 20, "on": "TOUCH", "handRaise": true,
    "condition": {"or": [{"sourceDetail": {"contains": "演示"}}, {"sourceDetail": {"contains": "报价"}},
        {"sourceDetail": {"contains": "询价"}}, {"note": {"contains": "报价"}}, {"sourceDetail": {"contains": "demo"}}]}}"""
CALLED = """{"zh": "客户来电", "en": "Called us", "points": 10, "on": "ACTIVITY", "handRaise": true,
    "condition": {"kind": {"eq": "CALL"}, "direction": {"eq": "INBOUND"}}}"""


def upgrade() -> None:
    op.add_column(
        "lead",
        sa.Column(
            "mql_cause",
            sa.Enum(
                "PERSON",
                "SCORE",
                "HAND_RAISE",
                name="mqlcause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.execute("update lead set mql_cause = 'PERSON' where mql_at is not null")
    op.add_column("score_model", sa.Column("mql_is_active", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("score_model", sa.Column("mql_fit", sa.Integer(), server_default="50", nullable=False))
    op.add_column("score_model", sa.Column("mql_engagement", sa.Integer(), server_default="50", nullable=False))
    op.add_column(
        "score_model",
        sa.Column("mql_since", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
    )
    rules = sa.text(RULES.replace(":asked", "cast(:asked as jsonb)").replace(":called", "cast(:called as jsonb)"))
    op.get_bind().execute(rules, {"asked": ASKED, "called": CALLED})
