"""The training itself, in a process of its own: JSON in, JSON out. Only here scikit-learn is imported, and only when it runs.

Logistic regression and not boosted trees: its weights are few, can be read, and give each lead reasons that add up exactly.
"""

import sys
from typing import Any

import orjson

from weir.scoring.featuring import Row, Spec, chance, learn, vector

HELD_OUT = 0.25
BINS = 10


def fit(rows: list[Row], outcomes: list[int], active: dict[str, Any] | None = None) -> dict[str, Any]:
    """Trains on the older leads and measures on the newest quarter; `rows` are in the order in which the leads came.

    `active` is the version in use (`spec`, `intercept`), measured on the same leads. Both parts hold both outcomes, or `auc` is None.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score

    cut = len(rows) - round(len(rows) * HELD_OUT)
    older, newer, known, truth = rows[:cut], rows[cut:], outcomes[:cut], outcomes[cut:]
    made: dict[str, Any] = {"trained_on": len(older), "held_out": len(newer), "auc": None}
    spec: Spec = learn(older)
    if len(set(known)) < 2 or len(set(truth)) < 2 or not spec:
        return made
    trained = LogisticRegression(C=1.0, max_iter=2000).fit([vector(spec, row) for row in older], known)
    for one, weight in zip(spec, trained.coef_[0], strict=True):
        one["weight"] = float(weight)
    intercept = float(trained.intercept_[0])
    told = [chance(spec, intercept, row) for row in newer]
    made |= {
        "spec": spec,
        "intercept": intercept,
        "auc": float(roc_auc_score(truth, told)),
        "brier": float(brier_score_loss(truth, told)),
        "base_rate": sum(truth) / len(truth),
        "bins": _bins(told, truth),
        "spread": [sorted(told)[int(part * (len(told) - 1) / 100)] for part in range(101)],
        "active_auc": None,
    }
    if active is not None:
        before = [chance(active["spec"], active["intercept"], row) for row in newer]
        made["active_auc"] = float(roc_auc_score(truth, before))
    return made


def _bins(told: list[float], truth: list[int]) -> list[dict[str, Any]]:
    """Tenths of the chance that hold leads: what was predicted, and what came of them."""
    made = []
    for place in range(BINS):
        here = [(p, y) for p, y in zip(told, truth, strict=True) if min(BINS - 1, int(p * BINS)) == place]
        if here:
            predicted, actual = (sum(part) / len(here) for part in zip(*here, strict=True))
            made.append(
                {
                    "from": place / BINS,
                    "to": (place + 1) / BINS,
                    "predicted": round(predicted, 4),
                    "actual": round(actual, 4),
                    "leads": len(here),
                }
            )
    return made


if __name__ == "__main__":
    asked = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(fit(asked["rows"], asked["outcomes"], asked["active"])))
