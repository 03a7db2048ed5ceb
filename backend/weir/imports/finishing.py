"""The rules of each object, applied to drafts: what a new record is written with, what of an existing one changes."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.accounts.actions import is_credit_code, name_key
from weir.catalog.registry import OBJECTS
from weir.changing.custom import custom_value
from weir.contacts.actions import EMAIL, email_key
from weir.contacts.phones import line_key, phone_key
from weir.errors import Refusal
from weir.imports.acting import Acting
from weir.imports.drafting import PENDING, Draft
from weir.imports.objects import OWNED, targets
from weir.imports.plan import FilePlan
from weir.leads.kinds import OPEN, LeadInvalidReason, LeadStatus


class Finisher:
    """Plain objects: their values become columns. Owned ones get an owner and the owner's department."""

    def __init__(self, acting: Acting, plan: FilePlan):
        self.acting = acting
        self.plan = plan
        self.object = str(plan.object)
        self.targets = targets(self.object)
        self.table = OBJECTS[self.object].table
        self.custom = {one.api_name: one for one in OBJECTS[self.object].readable() if one.key is not None}
        self._departments: dict[Any, UUID | None] = {}
        model: sa.Table = OBJECTS[self.object].model.__table__  # type: ignore[attr-defined]
        self.defaults = {
            column.name: _default(column) for column in model.c if not column.nullable and column.default is not None
        }

    def prepare(self, drafts: list[Draft]) -> None:
        """Reads what the rules of these drafts need: the records they update, the departments of their owners."""
        self._current(drafts)
        if self.object in OWNED:
            owners = {draft.values.get("owner") for draft in drafts} | {self.acting.viewer.user_id}
            wanted = [key for key in owners if isinstance(key, UUID) and key not in self._departments]
            if wanted:
                sql = 'select id, department_id from "user" where id = any(%s)'
                self._departments.update(dict(self.acting.rows(sql, [wanted])))

    def _current(self, drafts: list[Draft]) -> None:
        """The present values of the records that will be updated, locked while they are written."""
        keys = [draft.record_id for draft in drafts if draft.record_id]
        if not keys:
            return
        columns = self.read_columns()
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f"select id, {names} from {self.table} where id = any(%s) order by id for update"
        rows = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in self.acting.rows(sql, [keys])}
        for draft in drafts:
            if draft.record_id:
                draft.before = rows.get(draft.record_id, {})

    def read_columns(self) -> list[str]:
        """The columns compared before an update."""
        found = {one.column for one in self.targets.values() if one.column}
        found |= {"custom"} if self.custom else set()
        found |= {one.currency for one in self.targets.values() if one.currency}
        if self.object in OWNED:
            found |= {"owner_id", "department_id"}
        return sorted(name for name in found if name)

    def finish(self, draft: Draft) -> None:
        """Fills `draft.columns`; adds the problems the rules of the object find."""
        columns: dict[str, Any] = {}
        if self.custom:
            columns["custom"] = self._custom(draft)
        for name, value in draft.values.items():
            target = self.targets[name]
            if target.column is None or (target.name == "createdAt" and draft.record_id):
                continue
            columns[target.column] = None if value is PENDING else value
            if target.currency:
                columns[target.currency] = self.acting.currency
        if draft.values.get("createdAt") and draft.values["createdAt"] > self.acting.now:
            draft.wrong("ROW_FUTURE", "createdAt", value=draft.values["createdAt"].date().isoformat())
        if self.object in OWNED:
            self._own(draft, columns)
        self.rules(draft, columns)
        draft.columns = columns if draft.record_id is None else self._changed(draft, columns)

    def _custom(self, draft: Draft) -> dict[str, Any]:
        """The record's custom fields with those the row tells."""
        found = dict(draft.before.get("custom") or {})
        for name, value in draft.values.items():
            if (field := self.custom.get(name)) is None:
                continue
            try:
                found[field.key] = custom_value(field, value, found.get(field.key))
            except Refusal as refusal:
                draft.wrong("ROW_FIELD", name, value=str(value)[:100], why=list(refusal.params["why"]))
        return found

    def _own(self, draft: Draft, columns: dict[str, Any]) -> None:
        owner = draft.values.get("owner")
        me = self.acting.viewer.user_id
        if owner is None:
            if draft.record_id is None:
                columns["owner_id"], columns["department_id"] = me, self._departments.get(me)
            return
        if owner != me and not self.acting.viewer.has("record.transfer"):
            draft.wrong("ROW_OWNER", "owner")
        columns["department_id"] = self._departments.get(owner)

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        """What only this object demands."""

    def _changed(self, draft: Draft, columns: dict[str, Any]) -> dict[str, Any]:
        """The columns whose value differs from the present one. An empty cell changes nothing."""
        same_owner = "owner_id" in columns and columns["owner_id"] == draft.before.get("owner_id")
        if "owner_id" not in columns or same_owner:
            columns.pop("department_id", None)
        return {
            name: value for name, value in columns.items() if name not in draft.before or draft.before[name] != value
        }


class Accounts(Finisher):
    """Accounts have a key by which spellings of one name are known, and a credit code with a check character."""

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        if "name" in columns:
            columns["name_key"] = name_key(columns["name"])[:200]
        code = columns.get("unified_credit_code")
        if code:
            columns["unified_credit_code"] = code.upper()
            if not is_credit_code(code.upper()):
                draft.wrong("ROW_CREDIT_CODE", "unifiedCreditCode", value=code)

    def read_columns(self) -> list[str]:
        return [*super().read_columns(), "name_key"]


def _person_keys(draft: Draft, columns: dict[str, Any]) -> None:
    """What a person is recognised by: e-mail and mobile as they are compared."""
    if columns.get("email"):
        if not EMAIL.fullmatch(columns["email"]):
            draft.wrong("ROW_EMAIL", "email", value=columns["email"])
        columns["email_key"] = draft.extra.get("key:email") or email_key(columns["email"])
    if columns.get("mobile"):
        columns["mobile_key"] = draft.extra.get("key:mobile") or phone_key(columns["mobile"])


class Contacts(Finisher):
    """Contacts have keys of their mobile and e-mail; an account has one primary contact, the first the file names."""

    def __init__(self, acting: Acting, plan: FilePlan):
        super().__init__(acting, plan)
        self._primary: dict[Any, int] = {}

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        _person_keys(draft, columns)
        account = columns.get("account_id") or draft.before.get("account_id")
        is_primary = columns.get("is_primary") and account
        if is_primary and self._primary.setdefault(account, draft.row_no) != draft.row_no:
            columns["is_primary"] = False
            draft.warn("ROW_SECOND_PRIMARY", "isPrimary", row=self._primary[account])

    def read_columns(self) -> list[str]:
        return [*super().read_columns(), "email_key", "mobile_key"]


class Leads(Finisher):
    """Leads are recognised by mobile, e-mail, number and company; who imports sells them, as who enters them by hand."""

    def prepare(self, drafts: list[Draft]) -> None:
        super().prepare(drafts)
        referrers = [key for draft in drafts if isinstance(key := draft.values.get("referrerContact"), UUID)]
        sql = "select id, account_id from contact where id = any(%s)"
        self._accounts: dict[Any, Any] = dict(self.acting.rows(sql, [referrers])) if referrers else {}

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        _person_keys(draft, columns)
        if columns.get("phone"):
            columns["phone_key"] = line_key(columns["phone"])
        if columns.get("company_name"):
            columns["company_key"] = name_key(columns["company_name"])[:200]
        self._refer(draft, columns)
        if draft.record_id is None:
            columns["owner_since"] = columns["assigned_at"] = columns["accepted_at"] = self.acting.now
            self._status(columns)
        elif draft.before.get("status") not in (None, *(one.value for one in OPEN)):
            draft.wrong("ROW_LEAD_CLOSED")
        else:
            # What changes the state of a lead we have is what people do with it.
            told = columns.pop("status", None)
            columns.pop("invalid_reason", None)
            if told and told != draft.before.get("status"):
                draft.warn("ROW_STATUS_KEPT", "status")

    def _refer(self, draft: Draft, columns: dict[str, Any]) -> None:
        """A contact refers for their customer, as where a lead is entered by hand."""
        contact = columns.get("referrer_contact_id")
        if contact is None or contact == draft.before.get("referrer_contact_id"):
            return
        account, told = self._accounts.get(contact), columns.get("referrer_account_id")
        told = told or draft.before.get("referrer_account_id")
        if told is not None and told != account:
            draft.wrong("ROW_REFERRER_ELSEWHERE", "referrerContact")
        columns["referrer_account_id"] = account

    def _status(self, columns: dict[str, Any]) -> None:
        """A lead that was settled in another system is settled here."""
        status, at = columns.get("status"), self.acting.now
        if status == LeadStatus.CONVERTED.value:
            columns["converted_at"] = at
        if status == LeadStatus.INVALID.value:
            columns.setdefault("invalid_reason", LeadInvalidReason.OTHER.value)
            columns["invalid_note"] = "导入时已无效" if self.acting.chinese else "Invalid when it was imported"
        else:
            columns.pop("invalid_reason", None)

    def read_columns(self) -> list[str]:
        return [*super().read_columns(), "email_key", "mobile_key", "phone_key", "company_key", "status"]


class Users(Finisher):
    """People of a file cannot sign in: an administrator lets them in, one by one. Who manages others is a manager."""

    def __init__(self, acting: Acting, plan: FilePlan):
        super().__init__(acting, plan)
        manager = plan.column_of("manager")
        sql = "select distinct trim(cells->>%s) from import_row where batch_id = %s and file_no = %s"
        rows = acting.rows(sql, [manager.column, acting.batch_id, plan.no]) if manager else []
        self.managers = {row[0] for row in rows}

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        if columns.get("email"):
            columns["email"] = columns["email"].lower()
            if not EMAIL.fullmatch(columns["email"]):
                draft.wrong("ROW_EMAIL", "email", value=columns["email"])
        if draft.record_id is None:
            columns["is_active"], columns["deactivated_at"] = False, self.acting.now
            columns["locale"] = "ZH_CN" if self.acting.chinese else "EN"
            if draft.values.get("name") in self.managers:
                draft.extra["role"] = "MANAGER"


class Departments(Finisher):
    """Departments hang below another one; their path lists all above."""

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        if draft.record_id is None and "parent" not in draft.values:
            columns["parent_id"] = self.acting.department_id


class Activities(Finisher):
    """What happened is about somebody, and somebody logged it."""

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        if draft.record_id is not None:
            return
        if not {"account", "contact", "deal", "lead"} & set(draft.values):
            draft.wrong("ROW_REGARDS_NOTHING")
        columns.setdefault("owner_id", self.acting.viewer.user_id)
        if columns.setdefault("occurred_at", self.acting.now) > self.acting.now:
            draft.wrong("ROW_FUTURE", "occurredAt", value=columns["occurred_at"].date().isoformat())


class Tasks(Finisher):
    """A task without an assignee is the importer's."""

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        if draft.record_id is None:
            columns.setdefault("assignee_id", self.acting.viewer.user_id)


def _default(column: "sa.Column[Any]") -> Any:
    value = getattr(column.default, "arg", None)
    return None if callable(value) else getattr(value, "value", value)
