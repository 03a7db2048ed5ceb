"""Consents: what a person has agreed to, how we know, and when they took it back. Never deleted: the proof is the history."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, Labelled, choice, link, moment, string, text
from weir.catalog.registry import expose
from weir.db.record import Record


class ConsentPurpose(Labelled):
    """What somebody agreed to."""

    SERVICE = "SERVICE", "服务联系", "Being served"
    MARKETING = "MARKETING", "营销推送", "Marketing"
    RECORDING = "RECORDING", "录音与聊天存档", "Recording of calls and chats"
    SHARING = "SHARING", "向第三方提供", "Sharing with others"
    CROSS_BORDER = "CROSS_BORDER", "跨境传输", "Transfer abroad"


class ConsentWay(Labelled):
    """How somebody said so."""

    FORM = "FORM", "网页表单", "Web form"
    API = "API", "接口", "API"
    SPOKEN = "SPOKEN", "口头", "Spoken"
    WRITTEN = "WRITTEN", "书面", "Written"
    MESSAGE = "MESSAGE", "消息", "Message"


class ConsentRecord(Record, table=True):
    """A person's consent to one purpose: in force from `givenAt` until `withdrawnAt`. Who is shown what is told by its text."""

    __tablename__ = "consent_record"
    title_field = "purpose"
    lead_id: UUID | None = link("线索", "Lead", "lead", ondelete="CASCADE")
    contact_id: UUID | None = link("联系人", "Contact", "contact", ondelete="CASCADE")
    purpose: ConsentPurpose = choice("用途", "Purpose", ConsentPurpose, REQUIRED, writable=True)
    given_at: datetime = moment("同意时间", "Given", now=True, writable=True)
    withdrawn_at: datetime | None = moment("撤回时间", "Withdrawn")
    way: ConsentWay = choice("方式", "How", ConsentWay, ConsentWay.SPOKEN, writable=True)
    wording: str | None = text("同意的条款", "Text shown", max_length=2_000, writable=True)
    note: str | None = string("备注", "Note", max_length=500, writable=True)
    intake_id: UUID | None = link("接收记录", "Intake", "intake_payload", index=False, ondelete="SET NULL")
    activity_id: UUID | None = link("依据", "Activity", "activity", index=False, ondelete="SET NULL")
    by_id: UUID | None = link("录入人", "Entered by", "user", index=False)
    withdrawn_by_id: UUID | None = link("撤回录入人", "Withdrawal entered by", "user", index=False)

    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(lead_id, contact_id) > 0", name="somebody"),
        sa.CheckConstraint("withdrawn_at >= given_at", name="in_order"),
    )


def in_force(purpose: ConsentPurpose, column: str) -> str:
    """SQL of whether the person of the row `{a}` has consented to a purpose and not taken it back."""
    return (
        f"exists (select 1 from consent_record cr where cr.{column} = {{a}}.id and cr.purpose = '{purpose.value}'"
        " and cr.withdrawn_at is null)"
    )


def consent_fields(column: str) -> dict[str, tuple[FieldInfo, str]]:
    """What a list of people shows and is filtered by: the two consents that decide what may be done."""
    return {
        "has_marketing_consent": (
            FieldInfo("营销授权", "Marketing consent", Kind.BOOL, guard="consent"),
            in_force(ConsentPurpose.MARKETING, column),
        ),
        "has_recording_consent": (
            FieldInfo("录音授权", "Recording consent", Kind.BOOL, guard="consent"),
            in_force(ConsentPurpose.RECORDING, column),
        ),
    }


expose(
    ConsentRecord,
    zh="授权记录",
    en="Consent",
    plural="consentRecords",
    prefix="consent",
    order=(("given_at", True),),
    derived={
        "text_version": (
            FieldInfo(
                "条款版本",
                "Version of the text",
                Kind.STRING,
                description="The same text always has the same version, and another text another one.",
            ),
            "left(encode(sha256(convert_to({a}.wording, 'UTF8')), 'hex'), 8)",
        ),
        "is_in_force": (FieldInfo("有效", "In force", Kind.BOOL), "{a}.withdrawn_at is null"),
    },
    reverse={"lead_id": "consents", "contact_id": "consents"},
)
