"""What people call the parts of a report, when nobody gave them a name: from the catalog's labels."""

from weir.catalog.registry import OBJECTS, CatalogObject
from weir.reports.conditions import filter_words
from weir.reports.definition import Function
from weir.reports.keys import Key
from weir.reports.measures import Figure
from weir.reports.places import Place

# How much of a filter the head of a column says; the rest stands in the menu of the number.
LONGEST = 60


def key_name(key: Key, chinese: bool) -> str:
    """The field, and how finely it is grouped."""
    grain = key.dimension.granularity
    name = place_name(key.place, chinese)
    if grain is None:
        return name
    return f"{name}（{grain.zh}）" if chinese else f"{name} ({grain.en.lower()})"


def place_name(place: Place, chinese: bool) -> str:
    """「客户 · 行业」: the field after the links that lead to it."""
    return " · ".join([*_way_names(place, chinese), place.label(chinese)])


def _way_names(place: Place, chinese: bool) -> list[str]:
    names, entry = [], place.source
    for hop in place.way:
        link = next(one for one in entry.readable() if one.api_name == hop)
        names.append(link.info.zh if chinese else link.info.en)
        entry = OBJECTS[str(link.info.link)]
    return names


def measure_name(entry: CatalogObject, figure: Figure, chinese: bool) -> str:
    """The given name, or what is done to which field, of which records, and against what it is shown."""
    measure = figure.measure
    if measure.label:
        return measure.label
    name = _reckoned(entry, figure, chinese)
    if measure.where:
        of = figure.edge.ground.entry if figure.edge else entry
        only = _short(filter_words(of, measure.where, chinese))
        name = f"{name}（{only}）" if chinese else f"{name} ({only})"
    if measure.is_relative:
        name = f"{name}，{measure.show.zh}" if chinese else f"{name}, {measure.show.en.lower()}"
    return name


def _reckoned(entry: CatalogObject, figure: Figure, chinese: bool) -> str:
    measure = figure.measure
    if measure.function is Function.COUNT:
        what = figure.edge.many.label(chinese) if figure.edge else entry.zh if chinese else entry.en
        return f"{what}数" if chinese else f"{what} count"
    if measure.function is Function.FORMULA:
        return str(measure.formula)
    name = place_name(figure.place, chinese) if figure.place else ""
    if figure.edge:
        name = f"{figure.edge.many.label(chinese)} · {name}"
    if measure.function is Function.PERCENTILE:
        return f"{name} P{measure.percent}"
    return f"{name}{measure.function.zh}" if chinese else f"{measure.function.en} of {name[:1].lower()}{name[1:]}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
