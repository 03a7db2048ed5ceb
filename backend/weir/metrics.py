"""What Prometheus reads at `/metrics`."""

from prometheus_client import Counter, Gauge, Histogram

GRAPHQL_SECONDS = Histogram("weir_graphql_seconds", "Time to answer a GraphQL request.")
REQUESTS = Counter("weir_http_requests_total", "HTTP requests by method and status.", ["method", "status"])
RELAYED = Counter("weir_events_relayed_total", "Events told to the other processes.")
SOCKETS = Gauge("weir_websockets", "Open WebSockets.")
SEALED = Counter("weir_audit_sealed_total", "Audit entries sealed into the hash chain.")
