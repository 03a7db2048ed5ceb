"""Scores of leads: the model with its first rules, the score on the lead, and a note of every lead something happened with"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FIT = """[
{"zh": "行业", "en": "Industry", "cap": 30, "rules": [
    {"zh": "制造业", "en": "Manufacturing", "points": 20, "condition": {"industry": {"contains": "制造"}}},
    {"zh": "行业已知", "en": "The industry is known", "points": 10, "condition": {"industry": {"isNull": false}}}]},
{"zh": "采购角色与职务", "en": "Role and title", "cap": 30, "rules": [
    {"zh": "决策者或出资者", "en": "Decides or pays", "points": 30, "condition": {"buyingRole": {"in": ["DECISION_MAKER", "ECONOMIC"]}}},
    {"zh": "有管理职务", "en": "Manages", "points": 15, "condition": {"or": [
        {"title": {"contains": "总"}}, {"title": {"contains": "厂长"}}, {"title": {"contains": "经理"}}, {"title": {"contains": "主管"}},
        {"title": {"contains": "director"}}, {"title": {"contains": "manager"}}]}},
    {"zh": "总经理、总监或厂长", "en": "Director or general manager", "points": 10,
     "condition": {"or": [{"title": {"contains": "总"}}, {"title": {"contains": "厂长"}}, {"title": {"contains": "director"}}]}}]},
{"zh": "规模", "en": "Size", "cap": 20, "rules": [
    {"zh": "50 人以上", "en": "50 people or more", "points": 10, "condition": {"employees": {"gte": 50}}},
    {"zh": "200 人以上", "en": "200 people or more", "points": 10, "condition": {"employees": {"gte": 200}}}]},
{"zh": "需求", "en": "Need", "cap": 40, "rules": [
    {"zh": "已知问题", "en": "A problem is known", "points": 20, "condition": {"isUnmatched": {"eq": false}}},
    {"zh": "预算已批准", "en": "The budget is approved", "points": 15, "condition": {"budgetApproved": {"eq": true}}},
    {"zh": "有采购日期", "en": "There is a date to buy", "points": 10, "condition": {"purchaseBy": {"isNull": false}}}]},
{"zh": "减分", "en": "Against it", "cap": 0, "rules": [
    {"zh": "拒绝我方", "en": "Refuses us", "points": -40, "condition": {"attitude": {"eq": "REFUSING"}}},
    {"zh": "请勿联系", "en": "Not to be contacted", "points": -50, "condition": {"doNotContact": {"eq": true}}}]}]"""

ENGAGEMENT = """[
{"zh": "网站", "en": "Website", "cap": 40, "rules": [
    {"zh": "查看价格页", "en": "Looked at prices", "points": 15, "on": "VISIT", "page": "pricing"},
    {"zh": "提交表单或再次到访", "en": "Sent a form or came again", "points": 10, "on": "TOUCH",
     "condition": {"or": [{"source": {"contains": "表单"}}, {"isFirst": {"eq": false}}]}}]},
{"zh": "内容", "en": "Content", "cap": 30, "rules": [
    {"zh": "下载白皮书", "en": "Downloaded a white paper", "points": 10, "on": "TOUCH",
     "condition": {"or": [{"source": {"contains": "下载"}}, {"sourceDetail": {"contains": "白皮书"}}, {"sourceDetail": {"contains": "white paper"}}]}}]},
{"zh": "活动", "en": "Events", "cap": 50, "rules": [
    {"zh": "参加研讨会", "en": "Attended a webinar or seminar", "points": 20, "on": "MEMBER",
     "condition": {"status": {"in": ["ATTENDED", "RESPONDED"]}, "campaign": {"type": {"in": ["WEBINAR", "SEMINAR"]}}}},
    {"zh": "参观展会", "en": "Came to a trade show", "points": 25, "on": "MEMBER",
     "condition": {"status": {"in": ["ATTENDED", "RESPONDED"]}, "campaign": {"type": {"eq": "TRADE_SHOW"}}}},
    {"zh": "报名活动", "en": "Registered for an event", "points": 5, "on": "MEMBER", "condition": {"status": {"eq": "REGISTERED"}}}]},
{"zh": "往来", "en": "Contact", "cap": 60, "rules": [
    {"zh": "客户主动联系", "en": "Reached out to us", "points": 25, "on": "ACTIVITY", "condition": {"direction": {"eq": "INBOUND"}}},
    {"zh": "会议或拜访", "en": "Met us", "points": 25, "on": "ACTIVITY", "condition": {"kind": {"in": ["MEETING", "VISIT"]}}},
    {"zh": "电话接通", "en": "Answered our call", "points": 5, "on": "ACTIVITY",
     "condition": {"kind": {"eq": "CALL"}, "direction": {"eq": "OUTBOUND"}, "outcome": {"in": ["CONNECTED", "POSITIVE"]}}},
    {"zh": "反应消极", "en": "Turned us down", "points": -15, "on": "ACTIVITY", "condition": {"outcome": {"eq": "NEGATIVE"}}}]}]"""

# What a condition may ask of a lead; a test holds this against the catalog.
ASKED = (
    "name", "company_name", "title", "buying_role", "industry", "region", "employees", "source", "source_detail", "channel_id",
    "campaign_id", "status", "stage", "intent", "awareness_stage", "attitude", "incumbent", "lead_state", "problems",
    "budget_approved", "purchase_by", "next_follow_up_at", "description", "tags", "do_not_contact", "partner_id", "pool_id", "pooled_at",
    "owner_since", "protected_until", "recycle_due_at", "assigned_at", "response_due_at", "waits_for", "first_response_at",
    "last_follow_up_at", "mql_at", "accepted_at", "rejected_at", "reject_reason", "sql_at", "invalid_reason", "invalid_note",
    "restored_at", "claim_count", "return_count", "recycle_count", "owner_id", "department_id", "number",
)  # fmt: skip

# Notes are appended, never searched for another of the same lead: no two writers wait for each other here.
NOTING = f"""
create function weir_lead_to_score() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'lead' then
        insert into lead_to_score (lead_id) values (new.id);
        return null;
    end if;
    if tg_op <> 'DELETE' and new.lead_id is not null then
        insert into lead_to_score (lead_id) values (new.lead_id);
    end if;
    if tg_op <> 'INSERT' and old.lead_id is not null and (tg_op = 'DELETE' or old.lead_id is distinct from new.lead_id) then
        insert into lead_to_score (lead_id) values (old.lead_id);
    end if;
    return null;
end
$$;

create trigger lead_to_score after insert or update of {", ".join(ASKED)} on lead
    for each row execute function weir_lead_to_score();
create trigger lead_to_score after insert or update or delete on lead_touch for each row execute function weir_lead_to_score();
create trigger lead_to_score after insert or update or delete on activity for each row execute function weir_lead_to_score();
create trigger lead_to_score after insert or update or delete on campaign_member for each row execute function weir_lead_to_score();

insert into lead_to_score (lead_id) select id from lead where status in ('UNASSIGNED', 'PENDING', 'WORKING', 'NURTURING') order by id;
"""


def upgrade() -> None:
    op.create_table(
        "score_model",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "fit", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column(
            "engagement", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("half_life_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("fit_a", sa.Integer(), server_default="70", nullable=False),
        sa.Column("fit_b", sa.Integer(), server_default="40", nullable=False),
        sa.Column("engagement_1", sa.Integer(), server_default="60", nullable=False),
        sa.Column("engagement_2", sa.Integer(), server_default="30", nullable=False),
        sa.CheckConstraint("half_life_days >= 1", name=op.f("ck_score_model_fades")),
        sa.CheckConstraint("fit_a > fit_b and engagement_1 > engagement_2", name=op.f("ck_score_model_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_model")),
    )
    op.create_index("uq_score_model_one", "score_model", [sa.text("(true)")], unique=True)
    op.create_table(
        "lead_to_score",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_to_score")),
    )
    op.add_column("lead", sa.Column("fit_score", sa.Integer(), nullable=True))
    op.add_column("lead", sa.Column("engagement_score", sa.Numeric(4, 1), nullable=True))
    op.add_column("lead", sa.Column("score", sa.Numeric(4, 1), nullable=True))
    op.add_column(
        "lead",
        sa.Column(
            "grade",
            sa.Enum(
                "A1",
                "A2",
                "A3",
                "B1",
                "B2",
                "B3",
                "C1",
                "C2",
                "C3",
                name="leadgrade",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column("lead", sa.Column("scored_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("score_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("lead", sa.Column("score_version", sa.Integer(), nullable=True))
    op.create_index(
        "ix_lead_work", "lead", ["response_due_at", sa.text("score desc nulls last"), sa.text("id desc")], unique=False
    )
    op.create_index("ix_lead_score", "lead", [sa.text("score desc nulls last"), sa.text("id desc")], unique=False)
    op.create_index(
        "ix_lead_score_due",
        "lead",
        ["score_due_at"],
        unique=False,
        postgresql_where=sa.text("score_due_at is not null"),
    )
    first = sa.text(
        "insert into score_model (fit, engagement) values (cast(:fit as jsonb), cast(:engagement as jsonb))"
    )
    op.get_bind().execute(first, {"fit": FIT, "engagement": ENGAGEMENT})
    op.execute(NOTING)
