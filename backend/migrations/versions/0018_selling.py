"""What helps to win a lead: problems, success cases, values, and a play for each kind of lead"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# What the method says about each kind of lead; whoever keeps the plays goes on from here.
PLAYS = """
insert into play (lead_state, position, name_zh, name_en, strategy_zh, strategy_en, tasks)
select state, row_number() over (order by number) - 1, zh, en, how_zh, how_en,
    (select jsonb_agg(jsonb_build_object('titleZh', t->>0, 'titleEn', t->>1, 'dueInDays', (t->>2)::int, 'taskKind', t->>3) order by n)
        from jsonb_array_elements(tasks) with ordinality e(t, n))
from (values
    (1, 'PROBLEM', '帮客户看见问题', 'Help them see the problem',
        '客户还没有意识到问题。用问题关注表里同行的问题和危害提问，让客户自己说出来，先不谈产品。',
        'They do not see the problem yet. Ask about what others in their trade suffer from, and let them say it; no product talk.',
        '[["电话了解现状，按问题表提问", "Call: ask about their situation along the problem table", 1, "CALL"],
          ["发送同行问题与危害的资料", "Send what this problem does to others like them", 3, "MAIL"],
          ["拜访现场，一起确认问题", "Visit, and settle the problem together", 7, "VISIT"]]'::jsonb),
    (2, 'PAIN', '放大不行动的代价', 'Show what doing nothing costs',
        '客户知道问题但不想动。用价值表算出拖延的代价，用同行案例证明可以解决。',
        'They know and do not act. Work out with the values what waiting costs, and prove with a case that it can be solved.',
        '[["与客户一起算问题的代价", "Work out with them what the problem costs", 1, "CALL"],
          ["发送同行成功案例", "Send a success case of their trade", 2, "MAIL"],
          ["约见影响决策的人", "Meet somebody who has a say", 7, "MEETING"]]'),
    (3, 'OPPORTUNITY', '现在就转化', 'Convert now',
        '客户想解决且对我方感兴趣。尽快确认预算、决策人和时间，转为商机。',
        'They want it solved and like us. Settle budget, decision maker and date now, and convert.',
        '[["确认预算、决策人与时间", "Settle budget, decision maker and date", 1, "CALL"],
          ["安排方案演示", "Give a demo", 3, "MEETING"],
          ["转换为商机", "Convert to a deal", 5, "TODO"]]'),
    (4, 'COMPETITIVE', '重塑评估标准', 'Change what they compare by',
        '客户想解决，但看中了别人。不比价格，把评估标准引到我们更强的地方。',
        'They want it solved, by somebody else. Do not compare prices: bring up what we are better at.',
        '[["了解竞品与评估标准", "Find out whom they look at, and what they compare by", 1, "CALL"],
          ["发送差异对比与同行案例", "Send how we differ, and a case of their trade", 2, "DOCUMENT"],
          ["向决策人演示关键差异", "Show the decision maker what makes the difference", 5, "MEETING"]]'),
    (5, 'REPELLENT', '停止推销，半年后回访', 'Stop, and come back in half a year',
        '客户明确拒绝我方。停止投入，180 天后再看情况有没有变化。',
        'They refuse us. Spend no more time; see in 180 days whether something has changed.',
        '[["回访，看情况有无变化", "Come back, and see what has changed", 180, "CALL"]]')
    ) p(number, state, zh, en, how_zh, how_en, tasks)
"""


def upgrade() -> None:
    op.create_table(
        "play",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=True),
        sa.Column("traits", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "lead_state",
            sa.Enum(
                "PROBLEM",
                "PAIN",
                "OPPORTUNITY",
                "COMPETITIVE",
                "REPELLENT",
                name="leadstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("strategy_zh", sa.Text(), nullable=True),
        sa.Column("strategy_en", sa.Text(), nullable=True),
        sa.Column(
            "tasks", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_play")),
    )
    op.create_table(
        "problem_entry",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=True),
        sa.Column("traits", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("harm", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.CheckConstraint("length(btrim(name)) > 0", name=op.f("ck_problem_entry_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_entry")),
    )
    op.create_index(
        "uq_problem_entry_name", "problem_entry", ["name"], unique=True, postgresql_where=sa.text("deleted_at is null")
    )
    op.create_table(
        "success_case",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=True),
        sa.Column("traits", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("customer", sa.String(length=200), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=True),
        sa.Column("file_bytes", sa.Integer(), nullable=True),
        sa.Column("file_type", sa.String(length=120), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("length(btrim(title)) > 0", name=op.f("ck_success_case_titled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_success_case")),
    )
    op.create_table(
        "case_problem",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["success_case.id"], name=op.f("fk_case_problem_case_id_success_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problem_entry.id"],
            name=op.f("fk_case_problem_problem_id_problem_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "problem_id", name=op.f("pk_case_problem")),
    )
    op.create_index(op.f("ix_case_problem_problem_id"), "case_problem", ["problem_id"], unique=False)
    op.create_table(
        "value_entry",
        sa.Column("deleted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=True),
        sa.Column("traits", postgresql.ARRAY(sa.String(length=60)), server_default="{}", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("benefit", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.CheckConstraint("length(btrim(benefit)) > 0", name=op.f("ck_value_entry_said")),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problem_entry.id"], name=op.f("fk_value_entry_problem_id_problem_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_entry")),
    )
    op.create_index(op.f("ix_value_entry_problem_id"), "value_entry", ["problem_id"], unique=False)
    op.create_table(
        "lead_play",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("play_id", sa.Uuid(), nullable=False),
        sa.Column("started_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_play_lead_id_lead"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_lead_play_play_id_play")),
        sa.ForeignKeyConstraint(["started_by_id"], ["user.id"], name=op.f("fk_lead_play_started_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_play")),
        sa.UniqueConstraint("lead_id", "play_id", name="uq_lead_play_once"),
    )
    op.create_index(op.f("ix_lead_play_lead_id"), "lead_play", ["lead_id"], unique=False)
    op.create_index(op.f("ix_lead_play_play_id"), "lead_play", ["play_id"], unique=False)
    op.create_table(
        "case_use",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("used_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_case_use_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["success_case.id"], name=op.f("fk_case_use_case_id_success_case")),
        sa.ForeignKeyConstraint(["used_by_id"], ["user.id"], name=op.f("fk_case_use_used_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_use")),
        sa.UniqueConstraint("case_id", "activity_id", name="uq_case_use_once"),
    )
    op.create_index(op.f("ix_case_use_activity_id"), "case_use", ["activity_id"], unique=False)
    op.create_index(op.f("ix_case_use_case_id"), "case_use", ["case_id"], unique=False)
    op.create_index("ix_lead_problems", "lead", ["problems"], unique=False, postgresql_using="gin")
    op.execute(PLAYS)
