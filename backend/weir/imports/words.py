"""Words of other systems: what they call the options we have, and what they write where nothing was chosen."""

from collections.abc import Callable

from weir.catalog.declare import Labelled
from weir.imports.objects import Target

# What forms and exports leave in a cell that says nothing.
NOTHING = frozenset(
    {"select", "--select--", "--none--", "n/a", "#n/a", "null", "(null)", "(blank)", "请选择", "未填写"}
)
# By field: the option, and what others call it.
WORDS: dict[str, dict[str, str]] = {
    "status": {
        "PENDING": "0,false,no,否,new,open,open not contacted,not contacted,uncontacted,unassigned,todo,"
        "未分配,未联系,未跟进,待跟进,新线索,新,未转化,未转换",
        "WORKING": "working,working contacted,contacted,in progress,attempted to contact,connected,engaged,qualified,open deal,"
        "已联系,联系中,跟进,沟通中,已跟进",
        "NURTURING": "nurture,nurturing,bad timing,recycled,later,暂缓,培育,长期跟进",
        "CONVERTED": "1,true,yes,是,converted,closed converted,won,customer,已转化,已转商机,转化,已成交,成交,已转客户",
        "INVALID": "invalid,unqualified,disqualified,closed not converted,dead,lost,junk,garbage,已作废,无意向,已放弃,放弃,战败,已关闭",
    },
    "tier": {"VIP": "vip,重点,战略,strategic,platinum", "A": "a,a类,gold", "B": "b,b类,silver", "C": "c,c类,bronze"},
    "intent": {
        "HIGH": "high,hot,01 high,高,a,强",
        "MEDIUM": "medium,warm,02 medium,中,b,一般",
        "LOW": "low,cold,03 low,低,c,弱",
    },
}


def says_nothing(text: str) -> bool:
    """Whether a cell only says that nothing was chosen."""
    return text.casefold() in NOTHING


def option_words(target: Target, values: list[str], plain: Callable[[str], str]) -> dict[str, str | None]:
    """For the values of a column that are none of our options, the option they are another word for."""
    known = {plain(word): option for option, words in WORDS.get(target.name, {}).items() for word in words.split(",")}
    own = {name.casefold() for one in target.enum or () for name in _names(one)}
    return {text: known[plain(text)] for text in values if text.casefold() not in own and plain(text) in known}


def _names(option: Labelled) -> tuple[str, str, str]:
    return str(option.value), option.zh, option.en
