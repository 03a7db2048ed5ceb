"""The one rule by which problems, cases, values and plays are ranked for a lead, and the reasons it gives.

A row that names another industry than the lead's is not for it. Of the others each match counts: the industry 3, the role 2 (it
stands in the lead's title), each trait 1 (it is one of the lead's tags), and 4 that the row is about a problem the lead has. A row
that names nothing is for everybody and stands behind all that match; one that names only what does not match is left out.
"""

INDUSTRY, ROLE, TRAIT, PROBLEM = 3, 2, 1, 4


def ranked(about: str = "'{}'::text[]") -> str:
    """SQL of a lateral join `k` that ranks the row `x` for the lead `l`; `about` are the names of the problems `x` is about."""
    return f"""
cross join lateral (select
    case when lower(btrim(x.industry)) = lower(btrim(l.industry)) then x.industry end as industry,
    case when strpos(lower(l.title), lower(btrim(x.role))) > 0 then x.role end as role,
    array(select t from unnest(x.traits) t where t = any(l.tags)) as traits,
    array(select p from unnest({about}) p where p = any(l.problems)) as problems) m
cross join lateral (select
    {INDUSTRY} * (m.industry is not null)::int + {ROLE} * (m.role is not null)::int + {TRAIT} * cardinality(m.traits)
        + {PROBLEM} * (cardinality(m.problems) > 0)::int as points,
    coalesce(x.industry, x.role) is null and cardinality(x.traits) = 0 and cardinality({about}) = 0 as general) k"""


# What of them is for the lead at all.
FITS = """x.is_active and (x.industry is null or coalesce(btrim(l.industry), '') = '' or m.industry is not null)
    and (k.points > 0 or k.general)"""
WHY = """json_build_object('points', k.points, 'industry', m.industry, 'role', m.role, 'traits', m.traits, 'problems', m.problems)"""
