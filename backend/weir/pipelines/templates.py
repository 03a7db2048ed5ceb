"""The installable pipelines: P-A and P-B and P-C of the domain's section 3.4, bilingual, with their gates."""

from typing import Any

TaskAction = dict[str, Any]


def task(zh: str, en: str, days: int, kind: str = "TODO", assignee: str = "OWNER") -> TaskAction:
    """A task created on entering a stage."""
    return {"kind": "TASK", "titleZh": zh, "titleEn": en, "dueInDays": days, "taskKind": kind, "assignee": assignee}


def need(kind: str, zh: str = "", en: str = "", **params: Any) -> dict[str, Any]:
    """A criterion; without labels the kind's own are shown."""
    labels = {"labelZh": zh, "labelEn": en} if zh else {}
    return {"kind": kind, "mandatory": True, **labels, **params}


def stage(zh: str, en: str, probability: int, category: str, dwell: int | None, **more: Any) -> dict[str, Any]:
    """An open stage."""
    return {
        "name_zh": zh,
        "name_en": en,
        "type": "OPEN",
        "probability": probability,
        "forecast_category": category,
        "dwell_limit_days": dwell,
        "idle_limit_days": 7 if dwell else None,
        **more,
    }


WON = {"name_zh": "赢单", "name_en": "Won", "type": "WON", "probability": 100, "forecast_category": "CLOSED"}
LOST = {"name_zh": "输单", "name_en": "Lost", "type": "LOST", "probability": 0, "forecast_category": "OMITTED"}
INVALID = {"name_zh": "无效", "name_en": "Invalid", "type": "INVALID", "probability": 0, "forecast_category": "OMITTED"}
END = [WON, LOST, INVALID]

P_A = {
    "code": "P-A",
    "name_zh": "标准销售流程",
    "name_en": "Standard sales",
    "stages": [
        stage(
            "初步接触",
            "First contact",
            10,
            "PIPELINE",
            14,
            definition_zh="已与客户建立联系，尚未确认需求。",
            definition_en="In touch; the need is not confirmed.",
        ),
        stage(
            "需求确认",
            "Need confirmed",
            30,
            "PIPELINE",
            14,
            definition_zh="客户确认了要解决的问题。",
            definition_en="The customer confirmed the problem to solve.",
        ),
        stage(
            "方案报价",
            "Proposal",
            50,
            "BEST_CASE",
            21,
            definition_zh="已提交方案与报价。",
            definition_en="Solution and price are with the customer.",
        ),
        stage(
            "谈判",
            "Negotiation",
            80,
            "COMMIT",
            14,
            definition_zh="正在商定商务条款。",
            definition_en="Commercial terms are being agreed.",
        ),
        *END,
    ],
}

P_B = {
    "code": "P-B",
    "name_zh": "方案型销售流程",
    "name_en": "Solution sales",
    "stages": [
        stage(
            "首次联系",
            "First call",
            10,
            "PIPELINE",
            14,
            definition_zh="完成首次沟通，找到对的人。",
            definition_en="The first talk is done, with the right person.",
            exit_criteria=[need("HAS_ACCOUNT"), need("HAS_CONTACT"), need("FIELD", field="need")],
            required_actions=[
                need(
                    "HAS_ACTIVITY",
                    "首次跟进记录",
                    "A first logged activity",
                    values=["CALL", "VISIT", "MEETING", "MESSAGE", "MAIL"],
                )
            ],
            enter_actions=[task("首次拜访/通话", "First visit or call", 1, "CALL")],
        ),
        stage(
            "需求分析",
            "Needs analysis",
            25,
            "PIPELINE",
            14,
            definition_zh="明确需求、预算范围与时间。",
            definition_en="Need, budget range and date are clear.",
            entry_criteria=[need("FIELD", field="need")],
            exit_criteria=[need("FIELD", field="budget_range"), need("FIELD", field="expected_close_date")],
            required_actions=[
                need("HAS_ACTIVITY", "拜访纪要", "Visit notes", values=["VISIT", "MEETING"]),
                need("HAS_ROLE", "识别决策者", "A decision maker identified", values=["DECISION_MAKER", "ECONOMIC"]),
            ],
            enter_actions=[task("整理需求", "Write down the needs", 2, "DOCUMENT")],
        ),
        stage(
            "方案演示",
            "Demo",
            35,
            "PIPELINE",
            14,
            is_optional=True,
            definition_zh="向关键人演示方案(可选)。",
            definition_en="Solution shown to the key people (optional).",
        ),
        stage(
            "方案提供",
            "Proposal",
            50,
            "BEST_CASE",
            21,
            definition_zh="提交方案与报价，取得客户反馈。",
            definition_en="Proposal sent, feedback received.",
            exit_criteria=[
                need(
                    "HAS_ACTIVITY",
                    "客户对方案的反馈",
                    "The customer's feedback on the proposal",
                    direction="INBOUND",
                    inStage=True,
                )
            ],
            required_actions=[need("HAS_FILE", "方案文件", "The proposal file")],
            enter_actions=[task("提交方案", "Send the proposal", 3, "DOCUMENT")],
        ),
        stage(
            "商务谈判",
            "Negotiation",
            75,
            "COMMIT",
            14,
            definition_zh="与决策者商定价格与条款。",
            definition_en="Price and terms with the decision maker.",
            entry_criteria=[
                need("HAS_ROLE", "已联系决策者", "Decision maker in contact", values=["DECISION_MAKER", "ECONOMIC"])
            ],
            required_fields=["amount"],
            enter_actions=[task("合同拟定", "Draft the contract", 2, "DOCUMENT", "LEGAL")],
        ),
        stage(
            "合同签订",
            "Signing",
            90,
            "COMMIT",
            14,
            definition_zh="合同审批与签署。",
            definition_en="Contract approved and being signed.",
            required_fields=["amount", "expected_close_date"],
        ),
        *END,
    ],
}

P_C = {
    "code": "P-C",
    "name_zh": "买方旅程流程",
    "name_en": "Buyer's journey",
    "stages": [
        stage("认知", "Awareness", 10, "PIPELINE", 21),
        stage("意向", "Interest", 30, "PIPELINE", 21),
        stage(
            "评估",
            "Evaluation",
            50,
            "BEST_CASE",
            30,
            definition_zh="客户评估方案，可安排方案演示。",
            definition_en="The customer evaluates; a demo may be part of it.",
        ),
        stage("决策", "Decision", 80, "COMMIT", 21),
        *END,
    ],
}

TEMPLATES: dict[str, dict[str, Any]] = {"P_A": P_A, "P_B": P_B, "P_C": P_C}
