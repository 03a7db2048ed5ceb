"""What a contract can be and where it stands."""

from weir.catalog.declare import Labelled


class ContractType(Labelled):
    """What is agreed on."""

    SALES = "SALES", "销售合同", "Sale"
    SERVICE = "SERVICE", "服务合同", "Service"
    FRAMEWORK = "FRAMEWORK", "框架协议", "Framework"
    AMENDMENT = "AMENDMENT", "补充协议", "Amendment"
    OTHER = "OTHER", "其他", "Other"


class ContractStatus(Labelled):
    """Where a contract stands: signed by a verb, running and run out by its days."""

    DRAFT = "DRAFT", "拟定", "Draft"
    SIGNED = "SIGNED", "已签署", "Signed"
    ACTIVE = "ACTIVE", "履行中", "Active"
    COMPLETED = "COMPLETED", "履行完毕", "Completed"
    TERMINATED = "TERMINATED", "终止", "Terminated"
