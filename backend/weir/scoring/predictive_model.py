"""What the closed leads have taught: trained versions of the prediction, kept as numbers anybody can check."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import Labelled, choice, decimal, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record

LEAST_CLOSED = 200
LEAST_EACH = 40


class PredictionStatus(Labelled):
    """Where a version stands. One at most is in use, one at most is being trained."""

    TRAINING = "TRAINING", "训练中", "Being trained"
    ACTIVE = "ACTIVE", "使用中", "In use"
    OFFERED = "OFFERED", "待选用", "Offered"
    RETIRED = "RETIRED", "已停用", "Retired"
    REFUSED = "REFUSED", "未通过", "Refused"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"
    FAILED = "FAILED", "失败", "Failed"


class PredictionRefusal(Labelled):
    """Why a version may not be used."""

    TOO_FEW = "TOO_FEW", "已结束的线索太少", "Too few closed leads"
    NO_SKILL = "NO_SKILL", "不比随机更准", "No better than chance"


class PredictiveModel(Record, table=True):
    """One training: logistic regression on the organisation's closed leads, measured on the newest quarter of them.

    `spec` holds the features with their weights; nothing else is needed to predict. `bins` is the calibration on the held-out leads,
    `[{from, to, predicted, actual, leads}]` in parts of one; `spread` the held-out predictions at every hundredth.
    """

    __tablename__ = "predictive_model"
    title_field = "number"
    number: int = integer("版本号", "Version number", 1)
    note: str | None = string("说明", "Note", max_length=200, writable=True)
    status: PredictionStatus = choice("状态", "Status", PredictionStatus, PredictionStatus.TRAINING)
    refusal: PredictionRefusal | None = choice("未通过原因", "Why refused", PredictionRefusal)
    trained_by_id: UUID | None = link("训练人", "Trained by", "user", index=False)
    progress: int = integer("进度(%)", "Progress (%)", 0)
    finished_at: datetime | None = moment("完成时间", "Finished")
    converted: int = integer("已转换线索", "Converted leads", 0)
    lost: int = integer("无效线索", "Invalid leads", 0)
    needs_closed: int = integer("所需线索数", "Closed leads needed", LEAST_CLOSED)
    needs_each: int = integer("每种结果所需", "Of each outcome needed", LEAST_EACH)
    trained_on: int = integer("训练线索数", "Leads trained on", 0)
    held_out: int = integer("留出线索数", "Leads held out", 0)
    base_rate: Decimal | None = decimal("留出转化率", "Held-out conversion", digits=5, places=4)
    auc: Decimal | None = decimal("AUC", "AUC", digits=5, places=4)
    active_auc: Decimal | None = decimal("使用中版本的 AUC", "AUC of the version in use", digits=5, places=4)
    brier: Decimal | None = decimal("Brier 分数", "Brier score", digits=5, places=4)
    bins: list[dict[str, Any]] = json("校准", "Calibration")
    weights: list[dict[str, Any]] = json("特征权重", "Weights of features")
    spec: list[dict[str, Any]] = Field(
        default_factory=list, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": sa.text("'[]'::jsonb")}
    )
    spread: list[float] = Field(
        default_factory=list, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": sa.text("'[]'::jsonb")}
    )
    intercept: float = Field(default=0.0, nullable=False, sa_column_kwargs={"server_default": "0"})

    __table_args__ = (
        sa.Index("uq_predictive_model_active", "status", unique=True, postgresql_where=sa.text("status = 'ACTIVE'")),
        sa.Index(
            "uq_predictive_model_training", "status", unique=True, postgresql_where=sa.text("status = 'TRAINING'")
        ),
    )


expose(
    PredictiveModel,
    zh="预测模型",
    en="Predictive model",
    plural="predictiveModels",
    prefix="prediction",
    order=(("created_at", True),),
)
