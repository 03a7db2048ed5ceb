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
# A report's figures are worked out once more by us after the database: names, totals, filters of every cell.
PREVIEW = Work(
    "report preview",
    "month x owner, count and sum, as the builder asks",
    """{ reportResult(definition: {source: "deal", where: {status: {eq: "WON"}}, rows: [{field: "closedAt", granularity: "MONTH"}],
       columns: [{field: "owner"}], measures: [{function: "COUNT"}, {function: "SUM", field: "baseAmount"}]}) {
       problem { code } considered rows columns cells } }""",
    0.90,
)
PIVOT = Work(
    "report pivot",
    "three dimensions with subtotals, one over a link",
    """{ reportResult(definition: {source: "deal", rows: [{field: "account.industry"}, {field: "status"}],
       columns: [{field: "createdAt", granularity: "QUARTER"}], measures: [{function: "COUNT"}, {function: "SUM", field: "baseAmount"}]}) {
       problem { code } considered rows columns cells } }""",
    0.90,
)
FUNNEL = Work(
    "funnel and stays",
    "reached, touched, stays and outcomes of a pipeline's stages over a year",
    """query($id: ID!) { pipelineReport(pipelineId: $id, days: 30) { created won
       stages { stageId reached rate survivalDays wonIncidence } } }""",
    0.90,
)
TRAVEL = Work(
    "pipeline then and now",
    "the steps from the pipeline of 90 days ago to today's",
    """query($since: DateTime!) { pipelineWaterfall(since: $since) { startDeals startAmount endDeals endAmount
       steps { step deals change } stages { stageId dealsBefore amountBefore dealsAfter amountAfter } } }""",
    0.90,
)
REPORTS = (PREVIEW, PIVOT, FUNNEL, TRAVEL)
READS = (BOARD, LIST, RECORD, GROUP, *REPORTS)
