"""Exports of lists: who made which file of which records, and why."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, Labelled, choice, integer, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record


class ExportObject(Labelled):
    """The kind of records a file is made of."""

    DEAL = "DEAL", "商机", "Deals"
    ACCOUNT = "ACCOUNT", "客户", "Accounts"
    CONTACT = "CONTACT", "联系人", "Contacts"
    CONTRACT = "CONTRACT", "合同", "Contracts"
    PAYMENT = "PAYMENT", "回款", "Payments"
    PAYMENT_PLAN = "PAYMENT_PLAN", "回款计划", "Payment plans"
    LEAD = "LEAD", "线索", "Leads"
    PRODUCT = "PRODUCT", "产品", "Products"


class ExportFormat(Labelled):
    """What the file is."""

    CSV = "CSV", "CSV", "CSV"
    XLSX = "XLSX", "Excel(XLSX)", "Excel (XLSX)"


class ExportStatus(Labelled):
    """Where an export stands; only a DONE one has its file."""

    RUNNING = "RUNNING", "导出中", "Being made"
    DONE = "DONE", "已完成", "Done"
    STOPPED = "STOPPED", "已停止", "Stopped"
    FAILED = "FAILED", "失败", "Failed"
    EXPIRED = "EXPIRED", "已过期", "Expired"


class Export(Record, table=True):
    """One file of one list, made for one person."""

    title_field = "object"
    object: ExportObject = choice("对象", "Object", ExportObject, REQUIRED)
    format: ExportFormat = choice("格式", "Format", ExportFormat, REQUIRED)
    status: ExportStatus = choice("状态", "Status", ExportStatus, ExportStatus.RUNNING)
    reason: str = string("原因", "Reason", REQUIRED, max_length=500)
    # What was asked: filter, search, order and columns, as the caller gave them; checked again by the job.
    given: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={"server_default": sa.text("'{}'::jsonb")},
    )
    owner_id: UUID | None = link("导出人", "By", "user")
    total: int = integer("总数", "Records", 0)
    done: int = integer("已导出", "Written", 0)
    finished_at: datetime | None = moment("完成时间", "Finished")
    expires_at: datetime | None = moment("有效期至", "Available until")
    error: str | None = string("错误", "Error", max_length=500)


expose(
    Export,
    zh="导出",
    en="Export",
    plural="exports",
    order=(("created_at", True),),
    derived={
        "url": (
            FieldInfo("下载地址", "Download address", Kind.STRING, filterable=False, sortable=False, groupable=False),
            "case when {a}.status = 'DONE' and {a}.expires_at > now()"
            " then '/exports/export_' || replace({a}.id::text, '-', '') end",
        )
    },
)
