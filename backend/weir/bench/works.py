"""The pieces of work that are measured, as a client asks for them."""

from dataclasses import dataclass

# How many clients ask at the same time.
CONCURRENCY = 16
CARD = """id version name number amount { amount currency } baseAmount stage { id } owner { id name } account { id name }
 expectedCloseDate daysInStage isDwelling isIdle isSlipped nextActivity probability"""


@dataclass(frozen=True, slots=True)
class Work:
    """One query with its variables, the bar it has to reach (share of the raw throughput) and what it is."""

    name: str
    what: str
    query: str
    bar: float


BOARD = Work(
    "board",
    "7 stages x 50 cards + count and sum per stage",
    """query($id: ID!) { pipeline(id: $id) { stages(first: 12) { nodes { id name type
       deals(first: 50, orderBy: [{field: RANK}]) { aggregate { count sum { baseAmount weightedAmount } }
         pageInfo { hasNextPage endCursor } nodes { CARD } } } } } }""".replace("CARD", CARD),
    0.75,
)
LIST = Work(
    "list",
    "100 deals, 12 fields, 2 links, filtered and sorted",
    """query { deals(first: 100, where: {status: {eq: OPEN}, amount: {gte: "20000"}}, orderBy: [{field: UPDATED_AT, direction: DESC}]) {
       pageInfo { hasNextPage endCursor } nodes { id number name status amount { amount currency } probability expectedCloseDate
       source createdAt updatedAt stageEnteredAt owner { id name } account { id name industry } } } }""",
    0.70,
)
RECORD = Work(
    "account 360",
    "10 contacts, 10 deals, 30 activities",
    """query($id: ID!) { account(id: $id) { id name number type industry region tags owner { id name } parent { id name }
       contacts(first: 10) { nodes { id name title mobile email isPrimary } }
       deals(first: 10) { nodes { id name amount { amount currency } stage { id name } expectedCloseDate } }
       activities(first: 30) { nodes { id kind direction occurredAt summary owner { name } deal { id name } } } } }""",
    0.65,
)
GROUP = Work(
    "group month x owner",
    "count and sum over all deals",
    """query { deals { groups(by: [{field: CLOSED_AT, granularity: MONTH}, {field: OWNER}], first: 1000) {
       keys { value label } count sum { baseAmount } } } }""",
    0.90,
)
READS = (BOARD, LIST, RECORD, GROUP)
