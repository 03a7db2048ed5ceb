"""What people call the parts of a report, when nobody gave them a name: from the catalog's labels."""

from weir.catalog.registry import OBJECTS, CatalogObject
from weir.reports.definition import Function
from weir.reports.keys import Key
from weir.reports.measures import Figure
from weir.reports.places import Place


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
    """The given name, or what is done to which field."""
    measure = figure.measure
    if measure.label:
        return measure.label
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
