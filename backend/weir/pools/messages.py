"""What is refused around pools, and what to do about it: `one`, `some` and `place` name what is held."""

MESSAGES: dict[str, tuple[str, str]] = {
    "LEAD_NO_POOL": (
        "{one}不属于任何公海，不会被回收，无需保护。",
        "Under no pool, {one} is not taken back and needs no protection.",
    ),
    "ACCOUNT_NO_POOL": (
        "{one}不属于任何公海，不会被回收，无需保护。",
        "Under no pool, {one} is not taken back and needs no protection.",
    ),
    "ALREADY_CLAIMED": (
        "慢了一步：{one}已被领取，或已不在{place}中。",
        "Somebody was faster: {one} was claimed, or is no longer in {place}.",
    ),
    "POOL_DAILY_LIMIT": (
        "今天已领满 {max} {some}，明天再来领取。",
        "You have claimed {max} {some} today, which is the most. More can be claimed tomorrow.",
    ),
    "POOL_HOLDING_LIMIT": (
        "你手上已有 {max} {some}，达到上限。请先处理或退回一些。",
        "You hold {max} {some}, which is the most. Bring some to an end or give some back first.",
    ),
    "POOL_COOLDOWN": (
        "你曾负责过{one}，{days} 天内不能再领取。{at} 起可以领取。",
        "You had {one} before and cannot claim it for {days} days. You can from {at} on.",
    ),
    "POOL_PROTECTION_LIMIT": (
        "最多同时保护 {max} {some}。请先取消一个的保护。",
        "At most {max} {some} are protected at once. Take the protection off another one first.",
    ),
    "IN_POOL": (
        "它还在公海中，无人负责。请先领取，再关联。",
        "It waits in a pool and is nobody's. Claim it first, then use it here.",
    ),
    "ACCOUNT_RECEIVER": (
        "{name} 的角色不能跟进客户，请选择销售同事。",
        "{name} has no role that works accounts. Choose somebody of sales.",
    ),
    "ACCOUNT_NOBODYS": (
        "{one}还没有负责人。请先领取或分配。",
        "Nobody has {one} yet. Claim or assign it first.",
    ),
    "ACCOUNT_OWNED": (
        "{one}已有负责人，不能直接移入公海。请先退回。",
        "Somebody has {one}: give it back first, then it can be moved.",
    ),
    "ACCOUNT_LOCKED": (
        "{one}已锁定，不能退回。请经理先解锁。",
        "It is locked: {one} cannot be given back. Ask a manager to unlock it first.",
    ),
    "ACCOUNT_OPEN_DEALS": (
        "{one}还有进行中的商机。请先关闭这些商机，再退回客户。",
        "It has open deals: close them before {one} is given back.",
    ),
    "ACCOUNT_POOL_NEEDED": (
        "没有公海可以接收{one}。请管理员先建立包含其地区的公海，或设一个默认公海。",
        "No pool takes {one}. Ask an administrator to make one of its region, or a default one.",
    ),
}
