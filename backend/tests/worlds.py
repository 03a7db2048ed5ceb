"""Two worlds for one person: databases with the same ids that differ only in what the person may not see.

Whatever the person asks must be answered alike in both. Values outside their sight carry a canary, so that an equal leak is seen too.
"""

import contextlib
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from cast import Cast
from conftest import copy_of, drop, name_of, order, settings_for
from graphql import DocumentNode

from weir.access.guard import rule_of
from weir.access.predicate import visible, voided
from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.db.embedded import EmbeddedServer
from weir.graphql.documents import Documents
from weir.jobs import Worker
from weir.schema import SCHEMA
from weir.scoring.keeping import score_what_happened

CANARY = "canary7q"


class Crawled(Documents):
    """The documents of a crawl: thousands that differ in their ids only, of which one is validated for all."""

    def __init__(self) -> None:
        super().__init__(SCHEMA._schema, 3000)
        self.shapes: set[str] = set()

    def check(self, query: str, document: DocumentNode) -> None:
        shape = ID.sub("", query)
        if shape not in self.shapes:
            super().check(query, document)
            self.shapes.add(shape)


ID = re.compile(r"(?<=_)[0-9a-f]{32}(?=\")")
DOCUMENTS = Crawled()
# Columns that decide who sees a row, by which what is seen is worked out (a half-life), or that a constraint ties to others; the worlds
# agree on them.
KEPT = {
    "id", "version", "number", "status", "probability", "closed_at", "deleted_at", "prefix", "code", "clock", "currency", "base_currency",
    "time_zone", "revenue_currency", "expires_at", "revoked_at", "exited_at", "entered_at", "stage_entered_at", "paused_until",
    "converted_at", "item", "is_first", "day", "cycle", "half_life_days", "fit_a", "fit_b", "engagement_1", "engagement_2",
    "month", "mql_fit", "mql_engagement", "intent_hold_days", "given_at", "withdrawn_at",
    "valid_from", "object_type", "action", "is_active", "discount", "quantity", "dedupe_key", "unified_credit_code", "xid",
    "ready", "at", "signed_on", "terminated_on", "start_date", "end_date", "reversed_at",
}  # fmt: skip


async def full_house(cast: Cast) -> None:
    """Gives the demo company something of every kind, inside and outside of everybody's sight."""
    reps = {"zhangsan": "lisi", "lisi": "zhangsan", "wangwu": "zhangsan", "zhao": "chen"}
    for key, colleague in reps.items():
        owner = cast[key].viewer.user_id  # type: ignore[union-attr]
        deals = await cast.sql(
            "select id, version, account_id, partner_id from deal where owner_id = %s and status = 'OPEN'"
            " order by partner_id nulls last, id limit 3",
            owner,
        )
        for index, (deal_id, version, account_id, _) in enumerate(deals):
            await _touched(
                cast, key, cast[colleague].id, index, f"deal_{deal_id.hex}", version, f"account_{account_id.hex}"
            )
    admin = cast["xiaolin"]
    await _leads(cast)
    await _campaigns(cast)
    await _contracts(cast)
    await cast["wangwu"].done("createAccount", name="王五的新客户")
    for name in ("account", "contact", "deal"):
        account = {"account": "x.id"}.get(name, "x.account_id")
        held = {"contact": "signer_contact_id"}.get(name, f"{name}_id")
        gone = await cast.sql(
            f"select x.id, x.version from {name} x join account a on a.id = {account} where x.owner_id = %s and a.partner_id is null"
            f" and not exists (select 1 from contract c where c.{held} = x.id) order by x.id desc limit 1",
            cast["wangwu"].viewer.user_id,  # type: ignore[union-attr]
        )
        await admin.done(f"void{name.title()}", id=f"{name}_{gone[0][0].hex}", version=gone[0][1])
    for person in cast.people.values():
        if person.viewer is not None:
            await cast.sql(
                "insert into session (user_id, refresh_hash, expires_at, user_agent, token_version)"
                " values (%s, %s, now() + interval '9 days', 'Firefox', 0)",
                person.viewer.user_id,
                person.key.encode(),
            )
            await cast.sql(
                "insert into api_token (name, user_id, role, prefix, secret_hash, expires_at)"
                " select 'token of ' || %s, %s, role, %s, %s, now() + interval '9 days' from user_role where user_id = %s limit 1",
                person.key, person.viewer.user_id, f"weir_{person.key}"[:16], b"x", person.viewer.user_id,
            )  # fmt: skip
            await cast.sql(
                "insert into leave (user_id, starts_at, ends_at, note) values (%s, now(), now() + interval '3 days', %s)",
                person.viewer.user_id,
                f"{person.key} is away",
            )
            await cast.sql(
                "insert into import_batch (name, owner_id) values (%s, %s)", f"{person.key}.csv", person.viewer.user_id
            )
            await _views(cast, person.key)
            # Whatever the action was about: what it names is read as the viewer.
            await cast.sql(
                "with run as (insert into bulk_run (object, action, status, owner_id) values ('DEAL', 'VOID', 'DONE', %s) returning id)"
                " insert into bulk_row (run_id, position, record_id, state, receiver_id) select run.id, row_number() over (order by d.id),"
                " d.id, 'CHANGED', d.owner_id from run, (select id, owner_id from deal order by md5(id::text) limit 30) d",
                person.viewer.user_id,
            )
            await cast.sql(
                "insert into export (object, format, status, reason, owner_id, expires_at)"
                " values ('DEAL', 'CSV', 'DONE', 'for ' || %s, %s, now() + interval '1 day')",
                person.key,
                person.viewer.user_id,
            )
    await cast.sql("update contact set birthday = date '1980-01-01' + (number like '%1')::int * 30")
    # A version in use: new leads get their chance as they are scored.
    await cast.sql(
        "insert into predictive_model (number, status, spec, spread, intercept)"
        " values (1, 'ACTIVE', %s::jsonb, %s::jsonb, 0.2) returning id",
        '[{"feature": "company", "mean": 0.5, "scale": 0.5, "weight": 0.8}]',
        json.dumps([index / 100 for index in range(101)]),
    )
    await score_what_happened(Worker(cast.app.settings, cast.app.database))


async def _leads(cast: Cast) -> None:
    """Leads of every owner with activities, a task, a comment, evidence, a share, and one that is gone."""
    for turn, key in enumerate(("zhangsan", "lisi", "wangwu", "moli", "hengda")):
        for index in range(2):
            made = await cast[key].done(
                "createLead", "lead { id version }", name=f"{key} {index}", companyName=f"{key}贸易有限公司", problems=[key],
                mobile=f"139123400{turn}{index}", email=f"{key}{index}@lead.example", budgetApproved=True,
            )  # fmt: skip
            lead = made["lead"]["id"]
            if key == "hengda":
                continue
            about = {"leadId": lead, "summary": f"{key} {index}"}
            call = await cast[key].done("logActivity", "activity { id lead { version } }", kind="VISIT", **about)
            await cast[key].done("createComment", recordId=lead, body=f"{key} {index}")
            await cast[key].done("createTask", title=f"{key} {index}", leadId=lead, assigneeId=cast["kefu"].id)
            await cast[key].done("followRecord", recordId=lead)
            if key in ("zhangsan", "wangwu"):
                version = call["activity"]["lead"]["version"]
                await cast[key].done(
                    "confirmBant", id=lead, version=version, item="BUDGET", activityId=call["activity"]["id"]
                )
                await cast[key].done("shareRecord", recordId=lead, withId=cast["lisi"].id, right="READ")
            if key in ("zhangsan", "wangwu") and index == 0:
                # What somebody had entered twice has become one.
                twice = await cast[key].done(
                    "createLead", "lead { id version }", name=f"{key} twice", wechat=f"{key}-twice"
                )
                last = await cast[key].ask("query($id: ID!) { lead(id: $id) { version } }", id=lead)
                await cast[key].done(
                    "mergeLeads", survivorId=lead, version=last["lead"]["version"], merged=[twice["lead"]]
                )
    # On every lead a play was started, and in every activity a case was told.
    await cast.sql(
        "insert into lead_play (lead_id, play_id, started_by_id) select l.id, p.id, l.owner_id from lead l, play p where p.position < 2"
    )
    await cast.sql(
        "insert into case_use (case_id, activity_id, used_by_id) select c.id, a.id, a.owner_id from activity a,"
        " (select id from success_case order by title limit 1) c"
    )
    # Everybody agreed to being recorded, some to more, and what was said was kept.
    await cast.sql(
        "insert into consent_record (lead_id, purpose, way, wording, by_id) select l.id, p, 'SPOKEN', 'as read out', l.owner_id"
        " from lead l, unnest(array['RECORDING', 'MARKETING']) p where l.number < 'L-99999999' or p = 'RECORDING'"
    )
    await cast.sql(
        "insert into consent_record (contact_id, purpose, way, wording, by_id, withdrawn_at)"
        " select id, 'MARKETING', 'WRITTEN', 'on paper', owner_id, case when random() < 0.3 then now() end from contact"
        " order by md5(id::text) limit 60"
    )
    await cast.sql(
        "update activity set transcript = 'said: ' || summary, recording_url = 'https://pbx.example/' || id::text"
    )
    # Somebody was asked about every lead, whoever has it now.
    await cast.sql(
        "insert into assignment_log (lead_id, outcome, rule_name, owner_id, latency_ms, tried)"
        " select id, 'ASSIGNED', 'rule of ' || number, owner_id, 200, jsonb_build_array(number)"
        " from lead where owner_id is not null on conflict do nothing"
    )
    # Of half the leads the grade says how much they want to buy, and because of that they wait.
    await cast.sql(
        "update lead set intent = 'MEDIUM', intent_cause = case when right(number, 1) in ('0', '2', '4', '6', '8') then 'GRADE'"
        " else 'MANUAL' end, intent_at = now(), waits_for = 'HIGH_INTENT', response_due_at = now() + interval '1 day'"
    )
    # What waits was put there by a rule.
    await cast.sql(
        "insert into assignment_log (lead_id, outcome, rule_name, pool_id) select id, 'POOLED', 'pool of ' || number, pool_id"
        " from lead where owner_id is null and pool_id is not null on conflict do nothing"
    )
    gone = await cast.sql(
        "select id, version from lead where owner_id = %s and deleted_at is null order by id desc limit 1",
        cast["wangwu"].viewer.user_id,  # type: ignore[union-attr]
    )
    await cast["xiaolin"].done("voidLead", id=f"lead_{gone[0][0].hex}", version=gone[0][1])


async def _contracts(cast: Cast) -> None:
    """On a signed contract of each rep a task, a comment, a file and a payment; one is shared, a draft is gone."""
    for key in ("zhangsan", "lisi", "wangwu"):
        who = cast[key]
        owner = who.viewer.user_id  # type: ignore[union-attr]
        contract = await cast.id_of("contract", "owner_id = %s and signed_on is not null", owner)
        await who.done("createTask", title=f"{key} 催款", contractId=contract, assigneeId=who.id)
        await who.done("logActivity", kind="CALL", summary=f"{key} 催款", contractId=contract)
        await who.done("createComment", recordId=contract, body=f"{key} 合同", mentionIds=[cast["falv"].id])
        await who.done("followRecord", recordId=contract)
        await who.done(
            "createPayment",
            contractId=contract,
            amount={"amount": "700"},
            receivedOn="2026-01-05",
            bankRef=f"ref {key}",
        )
        response = await cast.http.post(
            f"/files?regarding={contract}&name={key}.txt", content=b"hello", headers={"x-cast": key}
        )
        assert response.status_code == 201, response.text
        account = await cast.id_of("account", "owner_id = %s and deleted_at is null", owner)
        draft = await who.done("createContract", "contract { id version }", name=f"{key} 草稿", accountId=account)
        await cast["xiaolin"].done("voidContract", **draft["contract"])
    await cast["sun"].done("shareRecord", recordId=contract, withId=cast["lisi"].id, right="READ")


async def _campaigns(cast: Cast) -> None:
    """Everybody's leads and contacts are in a campaign, which costs something."""
    campaign = f"campaign_{(await cast.one('select id from campaign order by id limit 1')).hex}"
    leads = [f"lead_{row[0].hex}" for row in await cast.sql("select id from lead where deleted_at is null")]
    contacts = [
        f"contact_{row[0].hex}" for row in await cast.sql("select id from contact order by md5(id::text) limit 40")
    ]
    await cast["moli"].done("addCampaignMembers", campaignId=campaign, leadIds=leads, contactIds=contacts)
    await cast["moli"].done("addCampaignCost", campaignId=campaign, spent={"amount": "100", "currency": "USD"})
    made = await cast["moli"].done("createLeadSource", "leadSource { path }", name="官网", campaignId=campaign)
    await cast["moli"].done("createWebForm", name="预约演示", campaignId=campaign)
    await cast.sql(
        "with door as (insert into lead_source (name, key, kind) values ('询盘', 'mail-door', 'MAIL') returning id) insert into"
        " lead_mailbox (source_id, host, port, security, user_name, folder, password_sealed)"
        " select id, 'imap.example', 993, 'TLS', 'leads', 'INBOX', 'sealed' from door"
    )
    await cast.sql(
        "insert into mail_server (host, port, security, from_address) values ('smtp.example', 465, 'TLS', 'weir@weir.example')"
    )
    await cast.sql("insert into mail (kind, user_id, state) select 'TEST', id, 'SENT' from \"user\" where is_active")
    sign = await cast["moli"].done(
        "createTrackingLink", "trackingLink { path }", name="海报", targetUrl="https://a.example/", campaignId=campaign
    )
    await cast.http.get(sign["trackingLink"]["path"])
    for name in ("甲", "乙"):
        await cast.http.post(made["leadSource"]["path"], json={"name": name, "mobile": "13912349999"})


async def _views(cast: Cast, key: str) -> None:
    """A view of one's own, one shared with one colleague, one with everybody, and a default."""
    user = cast[key].viewer.user_id  # type: ignore[union-attr]
    colleague = cast["lisi" if key == "zhangsan" else "zhangsan"].viewer.user_id  # type: ignore[union-attr]
    made = [
        await cast.one(
            "insert into saved_view (object, name, owner_id, shared_with_all) values (%s, %s, %s, %s) returning id",
            kind, f"{key} {kind}", user, kind == "TASK",
        )
        for kind in ("DEAL", "ACCOUNT", "TASK")
    ]  # fmt: skip
    await cast.sql("insert into view_share (saved_view_id, user_id) values (%s, %s)", made[1], colleague)
    await cast.sql("insert into default_view values (%s, 'DEAL', %s)", user, made[0])
    await _sent(cast, key, user, colleague)


async def _watched(cast: Cast, key: str, user: Any, report: Any) -> None:
    """An alert on a report of one's own, and a page of it with one's access."""
    await cast.sql(
        "insert into report_alert (name, report_id, owner_id, threshold, value, next_at) values (%s, %s, %s, 3, 7, '2030-01-01')",
        key, report, user,
    )  # fmt: skip
    await cast.sql(
        "insert into report_embed (name, report_id, user_id, role, expires_at) values (%s, %s, %s, 'REP', '2031-01-01')",
        key, report, user,
    )  # fmt: skip
    await cast.sql("insert into notification (user_id, kind, report_id) values (%s, 'REPORT_ALERT', %s)", user, report)


async def _sent(cast: Cast, key: str, user: Any, colleague: Any) -> None:
    """A report of one's own that is sent to a colleague, who was given it."""
    report = await cast.one(
        'insert into report (name, owner_id, definition) values (%s, %s, \'{"source": "deal"}\') returning id',
        key,
        user,
    )
    await cast.sql("insert into report_share (report_id, user_id) values (%s, %s)", report, colleague)
    await _watched(cast, key, user, report)
    schedule = await cast.one(
        "insert into report_schedule (name, report_id, owner_id, at, next_at) values (%s, %s, %s, '08:30', '2030-01-01') returning id",
        key, report, user,
    )  # fmt: skip
    await cast.sql("insert into schedule_recipient (report_schedule_id, user_id) values (%s, %s)", schedule, colleague)
    await cast.sql("insert into schedule_opt_out values (%s, %s)", schedule, colleague)
    run = await cast.one(
        "insert into report_run (report_schedule_id, due_at) values (%s, '2026-06-01') returning id", schedule
    )
    await cast.sql(
        "insert into mail (kind, user_id, report_run_id, state, subject) values ('REPORT', %s, %s, 'SENT', %s)",
        colleague, run, key,
    )  # fmt: skip


async def _touched(cast: Cast, key: str, colleague: str, index: int, deal: str, version: int, account: str) -> None:
    """One deal with changes in its audit, lines, a task, an activity, a comment, a file, a follower and a share."""
    who = cast[key]
    found = await who.done(
        "updateDeal", "deal { version }", id=deal, version=version, amount={"amount": f"{index + 3}1000"}
    )
    await who.done(
        "setDealLines", "deal { version }", dealId=deal, version=found["deal"]["version"],
        lines=[{"description": f"{key} {index}", "quantity": "2", "unitPrice": "1700"}],
    )  # fmt: skip
    # A director reads tasks and activities; an admin writes them here.
    writer = cast["xiaolin"] if key == "zhao" else who
    await writer.done(
        "createTask", title=f"{key} {index}", dealId=deal, assigneeId=colleague, dueAt="2030-05-01T08:00:00Z"
    )
    await writer.done("logActivity", kind="CALL", summary=f"{key} {index}", dealId=deal)
    await who.done("createComment", recordId=deal, body=f"{key} {index}", mentionIds=[colleague])
    await who.done("followRecord", recordId=deal)
    response = await cast.http.post(
        f"/files?regarding={deal}&name={key}{index}.txt", content=b"hello", headers={"x-cast": key}
    )
    assert response.status_code == 201, response.text
    roles = await who.ask(
        "query($id: ID!) { deal(id: $id) { contactRoles { nodes { contact { id version } } } } }", id=deal
    )
    for one in roles["deal"]["contactRoles"]["nodes"][:1]:
        await who.done(
            "updateContact", **one["contact"], mobile=f"1381234567{index}", email=f"{key}{index}@example.cn", wechat=key
        )
    if index == 1:
        await who.done("shareRecord", recordId=deal, withId=colleague, right="EDIT")
        await who.done("shareRecord", recordId=account, withId=cast["kefu"].id, right="READ")
        await who.done("shareRecord", recordId=deal, withId=cast["falv"].id, right="READ")
        await who.done(
            "createTask", title="call back", dealId=deal, assigneeId=cast["kefu"].id
        ) if key != "zhao" else None


def sight(connection: psycopg.Connection[Any], viewer: Viewer, entry: CatalogObject) -> tuple[set[Any], set[Any]]:
    """The keys of the rows the viewer sees, and of those they do not."""
    test = visible(entry.name, "x", viewer)
    if entry.keeps_voided:
        # What one voided, or may bring back, is in one's sight, in a list of its own.
        test = f"({test}) or {voided(entry.name, 'x', viewer)}"
    rows = connection.execute(f"select id, coalesce({test}, false) from {entry.table} x", viewer.params).fetchall()
    seen, hidden = {key for key, one in rows if one}, {key for key, one in rows if not one}
    if entry.moved:
        # The id of a record that is part of a visible one is answered with that one.
        moved = connection.execute(f"select id, {entry.moved.format(key='x.id')} from {entry.table} x").fetchall()
        hidden -= {key for key, into in moved if into in seen}
    return seen, hidden


def differ(dsn: str, viewer: Viewer, world: int) -> dict[str, tuple[set[Any], set[Any]]]:
    """Changes a database outside of the viewer's sight, in the way of world 0 or 1. Returns what is in sight and what is not."""
    with psycopg.connect(dsn, options="-c timezone=UTC") as connection:
        for table in ("audit_entry", "event", "ownership_change", "intake_payload"):
            connection.execute(f"alter table {table} disable trigger user")
        before = {name: sight(connection, viewer, entry) for name, entry in OBJECTS.items()}
        for name, entry in OBJECTS.items():
            _alter(connection, entry, viewer, sorted(before[name][1]), world)
        if world == 1 and "PARTNER" in viewer.roles:
            # What a link of a visible row points at is hidden as well when its target is.
            for name in ("account", "deal"):
                connection.execute(
                    f'update "{name}" set owner_id = (select id from "user" u where u.id <> owner_id and u.id = any(%s) limit 1)'
                    " where id = any(%s)",
                    [sorted(before["user"][1]), sorted(before[name][0])],
                )
        _hidden_values(connection, viewer, before, world)
        if world == 1:
            for name, entry in OBJECTS.items():
                _add(connection, entry, sorted(before[name][1]))
        after = {name: sight(connection, viewer, entry) for name, entry in OBJECTS.items()}
        assert {name: seen for name, (seen, _) in before.items()} == {name: seen for name, (seen, _) in after.items()}
    return before


def _alter(
    connection: psycopg.Connection[Any], entry: CatalogObject, viewer: Viewer, hidden: list[Any], world: int
) -> None:
    """Other names, amounts and days on rows out of sight, and other owners among those who are out of sight as well."""
    sets = []
    for column in entry.model.__table__.c:  # type: ignore[attr-defined]
        quoted = f'"{column.name}"'
        if column.name in KEPT or column.foreign_keys or column.unique:
            continue
        if isinstance(column.type, sa.Enum):
            continue
        if isinstance(column.type, sa.String | sa.Text):
            room = getattr(column.type, "length", None) or 60
            sets.append(f"{quoted} = left('{CANARY}{world}' || coalesce({quoted}, ''), {room})")
        elif isinstance(column.type, sa.Numeric | sa.Integer) and not isinstance(column.type, sa.Boolean):
            sets.append(f"{quoted} = coalesce({quoted}, 1) + {1 + world}")
        elif isinstance(column.type, sa.Date):
            sets.append(f"{quoted} = coalesce({quoted}, date '2026-01-01') - {40 * (1 + world)}")
        elif isinstance(column.type, sa.DateTime) or "DateTime" in type(column.type).__name__:
            sets.append(f"{quoted} = coalesce({quoted}, now()) - interval '{40 * (1 + world)} days'")
    if entry.name == "audit_entry":
        sets = [f"changes = changes || jsonb_build_object('name', jsonb_build_array(null, '{CANARY}{world}'))"]
    if hidden and sets:
        connection.execute(f"update {entry.table} set {', '.join(sets)} where id = any(%s)", [hidden])
    if world == 1 and entry.name in ("account", "deal") and "PARTNER" not in viewer.roles:
        # A voided one may be hidden from whose it would be.
        connection.execute(
            f"update {entry.table} x set owner_id = o.owner_id, department_id = o.department_id from (select owner_id, department_id"
            f" from {entry.table} where id = any(%(ids)s) and owner_id is not null and deleted_at is null order by id desc limit 1) o"
            " where x.id = any(%(ids)s)",
            {"ids": hidden},
        )


def _add(connection: psycopg.Connection[Any], entry: CatalogObject, hidden: list[Any]) -> None:
    """As many rows again out of sight."""
    unique = [one.name for one in entry.model.__table__.c if one.unique]  # type: ignore[attr-defined]
    alone = (
        "stage_visit",
        "exchange_rate",
        "deal_contact",
        "payment",
        "payment_allocation",
        "stage",
        "pipeline",
        "lead_touch",
        "lead_evidence",
        "campaign_member",
        "calendar_day",
        "intake_payload",
        "web_form",
        "assignment_log",
        "link_click",
        "sla_policy",
        "lead_clock",
        "lead_merge",
        "merged_lead",
        "problem_entry",
        "lead_play",
        "case_use",
        "consent_record",
        "score_model",
        "predictive_model",
        "lead_mailbox",
        "quota",
        "mail_server",
        "report_run",
    )
    if entry.name in alone or not hidden:
        return
    fresh = ", ".join(f"'{name}', left('N' || md5(x.id::text), 12)" for name in unique)
    connection.execute(
        f"insert into {entry.table} select (jsonb_populate_record(x, jsonb_build_object('id', uuidv7()"
        f"{', ' + fresh if fresh else ''}))).* from {entry.table} x where x.id = any(%s)",
        [hidden],
    )


def _hidden_values(connection: psycopg.Connection[Any], viewer: Viewer, rows: dict[str, Any], world: int) -> None:
    """Other values in the fields the viewer may not read, on rows they see."""
    told: dict[str, list[Any]] = {}
    for name, entry in OBJECTS.items():
        for one in entry.readable():
            rule = rule_of(one.info.guard, name, one.column, "x", viewer)
            if one.column is None or not (rule.hidden or rule.condition):
                continue
            closed = f"not coalesce({rule.condition}, false)" if rule.condition else "true"
            new = {
                "email": f"left(email, 1) || '{CANARY}{world}' || substring(email from '@.*$')",
                "birthday": f"birthday + {1 + world}",
                "tried": f"jsonb_build_array('{CANARY}{world}')",
                "grade": f"'{('A1', 'C3')[world]}'",
                "mql_cause": f"'{('PERSON', 'SCORE')[world]}'",
                "score": str(10 + world),
                "engagement_score": str(10 + world),
                "chance_at": f"chance_at - interval '{1 + world} days'",
                "chance": str(10 + world),
                # Said anew, or it would be taken for what came with the lead, which is told.
                "intent": f"'{('HIGH', 'LOW')[world]}', intent_at = now() - interval '1 hour'",
                "intent_cause": "case when intent_cause in ('GRADE', 'REQUEST')"
                f" then '{('GRADE', 'REQUEST')[world]}' else '{('MANUAL', 'SOURCE')[world]}' end",
                "intent_by_id": f'(select u.id from "user" u order by u.id offset {world} limit 1)',
                "waits_for": f"'{('HIGH_INTENT', 'REVISIT')[world]}'",
                **{
                    name: f"{name} - interval '{1 + world} days'"
                    for name in (
                        "intent_at",
                        "response_due_at",
                        "recycle_due_at",
                        "protected_until",
                        "owner_since",
                        "pooled_at",
                    )
                },
                "is_locked": "not is_locked",
                "scored_at": f"scored_at - interval '{1 + world} days'",
            }.get(one.column, f"{one.column} + {(1 + world) * 1000}")
            if one.column in ("mobile", "phone"):
                new = f"overlay({one.column} placing '{world}77{world}' from greatest(length({one.column}) - 7, 1))"
            if one.column in ("wechat", "transcript", "recording_url"):
                new = f"'{CANARY}{world}'"
            if one.column == "payload":
                new = f"""'{{"name": "{CANARY}{world}"}}'::jsonb"""
            connection.execute(
                f"update {entry.table} x set {one.column} = {new} where {one.column} is not null and x.id = any(%(ids)s) and {closed}",
                {**viewer.params, "ids": list(rows[name][0])},
            )
            told.setdefault(name, []).append(one.column)
    for name, columns in told.items():
        names = [*columns, *(f"{column}_key" for column in columns)]
        connection.execute(
            "update audit_entry set changes = changes"
            " || (select jsonb_object_agg(k, jsonb_build_array(null, %s::text)) from unnest(%s::text[]) k where changes ? k)"
            " where object_type = %s and changes ?| %s",
            [f"{CANARY}{world}", names, name, names],
        )


@contextlib.asynccontextmanager
async def two_worlds(
    server: EmbeddedServer, base: str, key: str, folder: Path
) -> AsyncIterator[tuple[Cast, Cast, dict[str, Any]]]:
    """The two worlds of one member of the cast, running, with what they see and do not see by object."""
    dsns = [copy_of(server, base) for _ in range(2)]
    for dsn in dsns:
        # Each statement is planned for one answer from a few rows: ways that pay with many need not be weighed.
        for setting in ("enable_bitmapscan = off", "max_parallel_workers_per_gather = 0"):
            order(server.dsn, f"alter database {name_of(dsn)} set {setting}")
    try:
        async with (
            Cast.playing(settings_for(dsns[0], folder)) as first,
            Cast.playing(settings_for(dsns[1], folder)) as second,
        ):
            viewer = first[key].viewer
            assert viewer is not None
            # Parsing, validating and compiling is the greater part of a crawl, and the same in all worlds.
            second.app.documents = first.app.documents = DOCUMENTS
            second.app.plans, second.app.replays = first.app.plans, first.app.replays
            rows = differ(dsns[0], viewer, 0)
            differ(dsns[1], viewer, 1)
            yield first, second, rows
    finally:
        for dsn in dsns:
            drop(server, dsn)
