"""What became of leads that were about one person: each merge, and the leads that went into another.

A merged lead is a voided one that points at the lead it is part of now; the log of its merge holds what it takes to part them again.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, link, moment, string
from weir.catalog.registry import OBJECTS, CatalogField, expose
from weir.db.record import Row
from weir.leads.model import Lead


class LeadMerge(Row, table=True):
    """One merge: several leads became one of them. It can be taken back for some days."""

    is_history = True
    __tablename__ = "lead_merge"
    title_field = "at"
    lead_id: UUID = link("保留的线索", "Lead that stayed", "lead", required=True, ondelete="CASCADE")
    at: datetime = moment("合并时间", "Merged", now=True)
    by_id: UUID | None = link("合并人", "Merged by", "user", index=False)
    undone_at: datetime | None = moment("撤销时间", "Undone")
    undone_by_id: UUID | None = link("撤销人", "Undone by", "user", index=False)
    # What was moved and what was written over, by key; see `weir.leads.merging`.
    log: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": sa.text("'{}'::jsonb")}
    )


class MergedLead(Row, table=True):
    """One of the leads of a merge as it was, the one that stayed among them: what was not taken over can still be read, and is known."""

    is_history = True
    __tablename__ = "merged_lead"
    merge_id: UUID = link("合并", "Merge", "lead_merge", required=True, ondelete="CASCADE")
    lead_id: UUID = link("并入的线索", "Part of", "lead", required=True, ondelete="CASCADE")
    merged_id: UUID = Field(foreign_key="lead.id", ondelete="CASCADE", index=True, nullable=False)
    number: str = string("编号", "Number", REQUIRED, max_length=30)
    name: str = string("姓名", "Name", REQUIRED, max_length=100)
    company_name: str | None = string("公司", "Company")
    mobile: str | None = string("手机", "Mobile", max_length=40, guard="contact_data")
    phone: str | None = string("电话", "Phone", max_length=40, guard="contact_data")
    email: str | None = string("邮箱", "E-mail", max_length=254, guard="contact_data")
    wechat: str | None = string("微信", "WeChat", max_length=60, guard="contact_data")
    mobile_key: str | None = Field(default=None, max_length=40, index=True, nullable=True)
    email_key: str | None = Field(default=None, max_length=254, index=True, nullable=True)


expose(
    LeadMerge,
    zh="线索合并",
    en="Merge of leads",
    plural="leadMerges",
    order=(("at", True),),
    reverse={"lead_id": "merges"},
    root=False,
)
expose(
    MergedLead,
    zh="已合并的线索",
    en="Merged lead",
    plural="mergedLeads",
    order=(("number", False),),
    derived={
        "old_id": (
            FieldInfo(
                "原 ID", "Old id", Kind.STRING, filterable=False, sortable=False, groupable=False,
                description="The id the lead had; `lead(id:)` answers it with the lead it is part of.",
            ),
            "'lead_' || replace({a}.merged_id::text, '-', '')",
        ),
        "stayed": (
            FieldInfo("保留", "Stayed", Kind.BOOL, description="Whether it is the one that stayed, as it was before."),
            "{a}.merged_id = {a}.lead_id",
        ),
    },
    reverse={"merge_id": "mergedLeads"},
    root=False,
)  # fmt: skip

_LEAD = OBJECTS[Lead.__tablename__]  # type: ignore[index]
# The compiler says it of a lead that was asked for by an old id; anywhere else a lead stands for itself.
_LEAD.fields["merged_into"] = CatalogField(
    "merged_into",
    FieldInfo(
        "已并入", "Merged into", Kind.STRING, filterable=False, sortable=False, groupable=False,
        description="Asked for by the id of a lead that was merged: the id of the lead it is part of, which is this one. Null otherwise.",
    ),
    "null::text",
)  # fmt: skip
_LEAD.moved = "(select m.merged_into_id from lead m where m.id = {key} and m.deleted_at is not null)"
# The ledger of owners is append-only: what was written of a merged lead stays its own, and is read with the lead it is part of.
_LEAD.many["ownershipChanges"] = replace(
    _LEAD.many["ownershipChanges"],
    on="({t}.lead_id = {a}.id or {t}.lead_id in (select m.id from lead m where m.merged_into_id = {a}.id))",
    column=None,
)
