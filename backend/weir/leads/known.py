"""Is it known already? Recognises people and companies by their keys, and says no more of a hidden record than who has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.accounts.actions import name_key
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS, object_of
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.changing.inputs import tidy, tidy_lines
from weir.contacts.actions import email_key, plausible
from weir.contacts.phones import line_key, phone_key
from weir.errors import Refusal
from weir.leads.kinds import OPEN_STATUSES
from weir.leads.model import Lead
from weir.leads.origin import Origin, came
from weir.leads.touch_model import LeadTouch

MOST = 5
KNOWN = f"""
select l.id from (
    select id, mobile_key, false as is_former from lead where mobile_key = %(mobile)s::text or email_key = %(email)s::text
    union all
    select p.lead_id, p.mobile_key, true from merged_lead p join lead_merge g on g.id = p.merge_id and g.undone_at is null
    where p.mobile_key = %(mobile)s::text or p.email_key = %(email)s::text
) k join lead m on m.id = k.id join lead l on l.id = case when k.is_former then coalesce(m.merged_into_id, m.id) else m.id end
where l.deleted_at is null and l.status in ({OPEN_STATUSES}) and l.id <> all(%(but)s::uuid[])
order by k.is_former, k.mobile_key = %(mobile)s::text desc nulls last, l.created_at, l.id limit 1
"""
# What a further touch may fill in where the lead says nothing yet.
FILLED = ("companyName", "title", "mobile", "phone", "email", "wechat", "industry", "region", "employees")


class MatchStrength(Labelled):
    """How sure it is that two records are about one person or company."""

    EXACT = "EXACT", "确定", "The same"
    PROBABLE = "PROBABLE", "可能", "Probably the same"


class LastFollowUp(Labelled):
    """How long ago somebody followed up, no closer than anybody may know."""

    WITHIN_7_DAYS = "WITHIN_7_DAYS", "7 天内跟进过", "Within 7 days"
    WITHIN_30_DAYS = "WITHIN_30_DAYS", "30 天内跟进过", "Within 30 days"
    EARLIER = "EARLIER", "30 天前跟进过", "Longer ago"
    NEVER = "NEVER", "尚未跟进", "Never"


@dataclass(frozen=True, slots=True)
class Match:
    """A record that is, or may be, the same. `key` and `title` are None when the viewer may not see it."""

    object: str
    key: UUID | None
    title: str | None
    owner: str | None
    strength: MatchStrength
    by: str
    last: LastFollowUp


@dataclass(frozen=True, slots=True)
class Keys:
    """What somebody is recognised by."""

    mobile: str | None
    email: str | None
    phone: str | None
    company: str | None
    region: str | None


def keys_of(given: dict[str, Any]) -> Keys:
    """The keys of an input."""
    company = name_key(tidy(given.get("companyName") or ""))[:200]
    region = tidy(given.get("region") or "") or None
    phone = line_key(given.get("phone"))
    return Keys(phone_key(given.get("mobile")), email_key(given.get("email")), phone, company or None, region)


def keyed(lead: Lead) -> None:
    """The rules of one lead: the keys it is recognised by, and a plausible e-mail. Raises `Refusal`."""
    plausible(lead.email)
    lead.mobile_key, lead.phone_key = phone_key(lead.mobile), line_key(lead.phone)
    lead.email_key, lead.company_key = email_key(lead.email), name_key(lead.company_name or "")[:200]


async def hold_keys(change: Change, given: dict[str, Any]) -> None:
    """Two calls about one person wait for each other, so that one of them finds what the other has made."""
    keys = keys_of(given)
    await hold_all(change, {keys.mobile, keys.email})


async def hold_all(change: Change, keys: set[str | None]) -> None:
    """The same for many keys at once, in one order for everybody. What this transaction holds already is not asked for again."""
    held: set[str] = await change.once("lead.keys", _none_held)
    wanted = sorted({key for key in keys if key} - held)
    if not wanted:
        return
    await change.fetch(
        "select pg_advisory_xact_lock(hashtextextended('lead:' || k, 4)) from unnest(%(keys)s::text[]) k",
        {"keys": wanted},
    )
    held.update(wanted)


async def _none_held() -> set[str]:
    return set()


async def known_lead(
    change: Change, given: dict[str, Any], *, but: UUID | None = None, besides: Sequence[UUID] = ()
) -> Lead | None:
    """The open lead with this mobile or e-mail, in sight or not; one that was merged is known by the one it is part of."""
    keys = keys_of(given)
    if not keys.mobile and not keys.email:
        return None
    rows = await change.fetch(
        KNOWN,
        {"mobile": keys.mobile, "email": keys.email, "but": [*besides, *([but] if but else [])]},
    )
    return await change.session.get(Lead, rows[0][0], with_for_update=True) if rows else None


async def attach(change: Change, lead: Lead, given: dict[str, Any], origin: Origin) -> None:
    """A further touch of a known lead: kept as it is told, its owner hears of it, and empty fields are filled by who may write them."""
    text = {name: tidy(given.get(name) or "") or None for name in ("source", "sourceDetail", "companyName", "name")}
    touch = LeadTouch(
        lead_id=lead.id, at=change.now, source=(text["source"] or "")[:100] or None,
        source_detail=(text["sourceDetail"] or "")[:300] or None, company_name=(text["companyName"] or "")[:200] or None,
        name=(text["name"] or "")[:100] or None, note=tidy_lines(given.get("description") or "")[:10_000] or None,
        by_id=change.viewer.user_id,
    )  # fmt: skip
    origin.mark(touch)
    change.session.add(touch)
    await came(change, lead, origin)
    if await change.permits(Lead, lead.id, "update"):
        entry = object_of(Lead)
        told = {name: given[name] for name in FILLED if given.get(name) and not getattr(lead, _column(name))}
        for name in ("mobile", "email"):
            # What another open lead is recognised by stays with that one.
            if name in told and await known_lead(change, {name: told[name]}, but=lead.id):
                del told[name]
        for column, value in (await clean(change, entry, told, row=lead)).items():
            setattr(lead, column, value)
        keyed(lead)
    if lead.owner_id and lead.owner_id != change.viewer.user_id:
        notify(change, lead.owner_id, NotificationKind.LEAD_TOUCHED, lead_id=lead.id)
    change.audit("lead.touched", "lead", lead.id, {"source": [None, touch.source]})
    change.tell("lead", lead.id, "touched")
    await change.save("updated")


def _column(name: str) -> str:
    return "company_name" if name == "companyName" else name


async def known_refusal(change: Change, lead: Lead, field: str) -> Refusal:
    """The "no" to a key another lead has: as much as a colleague may know."""
    (row,) = await change.fetch(
        'select u.name, l.last_follow_up_at from lead l left join "user" u on u.id = l.owner_id where l.id = %(key)s',
        {"key": lead.id},
    )
    last = _bucket(change, row[1])
    who = surname(row[0]) if row[0] else None
    params = {"who": who or ("待分配", "nobody yet"), "last": (last.zh, last.en)}
    return Refusal("LEAD_KNOWN", (field,), params)


def surname(name: str) -> str:
    """`李四` becomes `李*`: enough to ask around, not enough to look somebody up."""
    return f"{name[:1]}*"


def _bucket(change: Change, at: Any) -> LastFollowUp:
    if at is None:
        return LastFollowUp.NEVER
    days = (change.now - at).total_seconds() / 86_400
    return (
        LastFollowUp.WITHIN_7_DAYS if days <= 7 else LastFollowUp.WITHIN_30_DAYS if days <= 30 else LastFollowUp.EARLIER
    )


SOURCES = {
    "lead": (
        "lead x",
        "x.last_follow_up_at",
        f"x.status in ({OPEN_STATUSES})",
        {
            "mobile": "x.mobile_key = %(mobile)s::text",
            "email": "x.email_key = %(email)s::text",
            "phone": "x.phone_key = %(phone)s::text",
            "company": "x.company_key = %(company)s::text and x.company_key <> ''",
        },
    ),
    "contact": (
        "contact x",
        "x.last_interaction_at",
        "true",
        {"mobile": "x.mobile_key = %(mobile)s::text", "email": "x.email_key = %(email)s::text"},
    ),
    "account": (
        "account x",
        "x.last_interaction_at",
        "true",
        {"company": "x.name_key = %(company)s::text and x.name_key <> ''"},
    ),
}


async def matches(
    change: Change, keys: Keys, *, but: UUID | None = None, kinds: tuple[str, ...] = tuple(SOURCES)
) -> list[Match]:
    """Open leads, contacts and accounts that are, or may be, the same; the surest first, at most 5 of each kind."""
    found: list[Match] = []
    for kind in kinds:
        source, last, test, ways = SOURCES[kind]
        asked = {name: sql for name, sql in ways.items() if getattr(keys, name)}
        if not asked:
            continue
        by = " ".join(f"when {sql} then '{name}'" for name, sql in asked.items())
        title = OBJECTS[kind].title_sql.format(a="x")
        # Of companies with one name, those of the same region first.
        place = "0" if kind == "contact" else "(x.region is not distinct from %(region)s::text)::int * -1"
        # Nobody completes the masked number of a lead in a pool by trying.
        seen = visible(kind, "x", change.viewer, besides="Q")
        sql = (
            f"select id, title, owner, by, last, seen from (select x.id, {title} as title, u.name as owner, case {by} end as by,"
            f" {last} as last, coalesce({seen}, false) as seen, x.created_at,"
            f" {place} as place"
            f' from {source} left join "user" u on u.id = x.owner_id'
            f" where x.deleted_at is null and {test} and ({' or '.join(f'({one})' for one in asked.values())})"
            f" and x.id is distinct from %(but)s::uuid) m"
            f" order by array_position(array['mobile','email','phone','company'], by), place, created_at, id limit {MOST}"
        )
        params = {**change.viewer.params, "but": but, **{name: getattr(keys, name) for name in Keys.__slots__}}
        for key, name, owner, way, at, is_seen in await change.fetch(sql, params):
            strength = MatchStrength.EXACT if way in ("mobile", "email") else MatchStrength.PROBABLE
            found.append(
                Match(
                    kind,
                    key if is_seen else None,
                    name if is_seen else None,
                    (owner if is_seen else surname(owner)) if owner else None,
                    strength,
                    way,
                    _bucket(change, at),
                )
            )
    return sorted(found, key=lambda one: one.strength is not MatchStrength.EXACT)


def global_id(match: Match) -> str | None:
    """The global id, when the record may be seen."""
    return encode(match.object, match.key) if match.key else None
