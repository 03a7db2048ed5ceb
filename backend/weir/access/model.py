"""Explicit shares of a record: a person or a team may read or edit it, perhaps until a date. Account and deal teams are these rows."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import Labelled, choice, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record


class ShareRight(Labelled):
    """What a share allows."""

    READ = "READ", "只读", "Read"
    EDIT = "EDIT", "读写", "Edit"


class RecordShare(Record, table=True):
    """Lets `user_id` or every member of `team_id` see (or edit) one account, contact, deal, contract or lead."""

    __tablename__ = "record_share"
    title_field = "role"
    account_id: UUID | None = link("客户", "Account", "account", ondelete="CASCADE")
    contact_id: UUID | None = link("联系人", "Contact", "contact", ondelete="CASCADE")
    deal_id: UUID | None = link("商机", "Deal", "deal", ondelete="CASCADE")
    contract_id: UUID | None = link("合同", "Contract", "contract", ondelete="CASCADE")
    lead_id: UUID | None = link("线索", "Lead", "lead", ondelete="CASCADE")
    user_id: UUID | None = link("用户", "User", "user")
    team_id: UUID | None = link("团队", "Team", "team")
    right: ShareRight = choice("权限", "Right", ShareRight, ShareRight.READ)
    role: str | None = string("团队角色", "Team role", max_length=60)
    expires_at: datetime | None = moment("到期时间", "Expires")

    __table_args__ = (
        sa.CheckConstraint(
            "num_nonnulls(account_id, contact_id, deal_id, contract_id, lead_id) = 1", name="one_record"
        ),
        sa.CheckConstraint("num_nonnulls(user_id, team_id) = 1", name="one_receiver"),
    )


expose(
    RecordShare,
    zh="共享",
    en="Share",
    plural="recordShares",
    prefix="share",
    order=(("created_at", False),),
    reverse={f"{name}_id": "shares" for name in ("account", "contact", "deal", "contract", "lead")},
    root=False,
)
