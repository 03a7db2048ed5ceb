"""F1, the domain's fixture of ten deals in a pipeline, as of 2026-04-01 in China."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

from cast import Cast

from weir.catalog.ids import encode

# F1 of the domain: who, amount, then the stages with the day of entry; the last is how it ended, or when it is expected.
F1 = """
张三 100000 S1 01-05 S2 01-10 S3 01-20 S4 02-01 WON 02-10
张三  50000 S1 01-06 S2 01-16 S3 01-26 LOST 02-15
李四 200000 S1 01-10 S3 01-20 S4 02-09 WON 03-01
李四  30000 S1 01-12 LOST 01-22
张三 150000 S1 01-20 S2 01-30 S3 02-14 S4 03-06 OPEN 04-15
李四  80000 S1 02-01 S2 02-11 S3 03-03 OPEN 04-20
李四  60000 S1 02-05 S2 02-25 S3 03-07 S2 03-17 OPEN 05-10
张三 120000 S1 02-10 S2 02-20 S3 03-01 S4 03-11 LOST 03-21
张三  40000 S1 03-01 S2 03-16 OPEN 04-30
李四  90000 S1 03-20 OPEN 06-30
"""
# What each stage and end counts with.
CHANCES = {"S1": 10, "S2": 30, "S3": 50, "S4": 80, "WON": 100, "LOST": 0}
LEVELS = {"S3": "BEST_CASE", "S4": "COMMIT", "WON": "CLOSED", "LOST": "OMITTED"}
ZONE = timezone(timedelta(hours=8))
AS_OF = "2026-04-01T00:00:00+08:00"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day}T00:00:00+08:00")


async def f1(weir: Cast) -> str:
    """The pipeline P-A with the ten deals of F1."""
    async with weir.app.database.reads.connection() as connection:

        async def one(sql: str, *values: Any) -> Any:
            row = await (await connection.execute(sql, values)).fetchone()
            assert row
            return row[0]

        pipeline = await one(
            "insert into pipeline (code, name_zh, name_en, position) values ('PA', 'P-A', 'P-A', 9) returning id"
        )
        stages = {}
        for n, (name, kind, chance) in enumerate(
            [
                ("S1", "OPEN", 10),
                ("S2", "OPEN", 30),
                ("S3", "OPEN", 50),
                ("S4", "OPEN", 80),
                ("WON", "WON", 100),
                ("LOST", "LOST", 0),
            ]
        ):
            stages[name] = await one(
                "insert into stage (pipeline_id, position, name_zh, name_en, type, probability, forecast_category)"
                " values (%s, %s, %s, %s, %s, %s, %s) returning id",
                pipeline, n, name, name, kind, chance, LEVELS.get(name, "PIPELINE"),
            )  # fmt: skip
        for n, line in enumerate(F1.strip().splitlines()):
            who, amount, *way = line.split()
            steps = [(way[k], at(way[k + 1])) for k in range(0, len(way), 2)]
            *moves, (end, when) = steps
            owner = await one('select id from "user" where name = %s', who)
            last = stages[end] if end != "OPEN" else stages[moves[-1][0]]
            deal = await one(
                "insert into deal (name, pipeline_id, stage_id, status, probability, probability_source, forecast_category, rank, amount,"
                " base_amount, owner_id, department_id, created_at, stage_entered_at, closed_at, expected_close_date)"
                " select %s, %s, %s, %s, %s, 'STAGE', %s, %s, %s, %s, %s, department_id, %s, %s, %s, %s from \"user\" where id = %s"
                " returning id",
                f"D{n + 1}", pipeline, last, end, CHANCES[end if end in CHANCES else moves[-1][0]],
                LEVELS.get(end if end in CHANCES else moves[-1][0], "PIPELINE"), f"a{n}", amount, amount, owner, moves[0][1],
                moves[-1][1], None if end == "OPEN" else when, when.date() if end == "OPEN" else None, owner,
            )  # fmt: skip
            marks = [*moves, (end, when)] if end != "OPEN" else [*moves, ("", None)]
            for (name, entered), (_, left) in pairwise(marks):
                visit = (
                    "insert into stage_visit (deal_id, stage_id, entered_at, exited_at, amount_at, probability_at, owner_id)"
                    " values (%s, %s, %s, %s, %s, %s, %s) returning id"
                )
                await one(visit, deal, stages[name], entered, left, amount, CHANCES[name], owner)
    return encode("pipeline", pipeline)
