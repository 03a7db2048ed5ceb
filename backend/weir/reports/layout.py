"""What a dashboard is made of: tiles in the order of reading, and filters that go with its reports."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS, CatalogField
from weir.errors import Refusal
from weir.reading.build import Build
from weir.reports.definition import Control, Label, Part, unread
from weir.reports.places import Ground, where_of_source
from weir.reports.sources import SOURCES

Text = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Tile(Part):
    """One report on a dashboard: a saved one by its id, or a ready one by its key. Width in twelfths, height in steps."""

    id: Text
    report: Text | None = None
    ready: Text | None = None
    title: Label | None = None
    width: int = Field(6, ge=3, le=12)
    height: int = Field(2, ge=1, le=4)


class TileControl(Control):
    """A condition that readers may change, on a field of `source`; every report whose records have the same field follows it."""

    source: Text

    def fits(self, source: str) -> bool:
        """Whether records of `source` have the same field: of the same name, kind, choices and target."""
        one, other = field_of(self.source, self.key), field_of(source, self.key)
        if one is None or other is None:
            return False
        return (one.info.kind, one.info.link, one.info.enum) == (other.info.kind, other.info.link, other.info.enum)


class Layout(Part):
    """A whole dashboard: `filters` stand, by the object they are about, and `controls` are for readers to change."""

    tiles: tuple[Tile, ...] = Field((), max_length=24)
    filters: dict[str, dict[str, Any]] = Field(default_factory=dict, max_length=12)
    controls: tuple[TileControl, ...] = Field((), max_length=8)

    def applied(self, definition: dict[str, Any]) -> dict[str, Any]:
        """A report's definition with the filters of the dashboard; what it is set to here goes before what the report says."""
        source = str(definition.get("source"))
        here = [one for one in self.controls if one.fits(source)]
        taken = {one.key for one in here}
        wheres = [definition.get("where"), self.filters.get(source), *(one.test for one in here)]
        parts = [one for one in wheres if one]
        controls = [one for one in definition.get("controls", ()) if one.get("key") not in taken]
        where = {"and": parts} if len(parts) > 1 else parts[0] if parts else {}
        return {**definition, "where": where, "controls": controls}


def field_of(source: str, key: str) -> CatalogField | None:
    """The field of an object that a filter calls so."""
    entry = OBJECTS.get(source)
    for one in entry.readable() if entry else ():
        if key == one.input_name:
            return one
    return None


def laid_out(viewer: Viewer, given: Any) -> dict[str, Any]:
    """The layout as it is kept. Raises `Refusal` naming the part that is wrong, or that the viewer may not read."""
    try:
        layout = Layout.model_validate(given)
    except ValidationError as error:
        raise unread(error, ("layout",)) from None
    for name, where in layout.filters.items():
        if name not in SOURCES or not viewer.may("read", name):
            raise Refusal("REPORT_SOURCE", ("layout", "filters"))
        where_of_source(Ground(Build(viewer), OBJECTS[name]), where, ("layout", "filters", name))
    for n, one in enumerate(layout.controls):
        if one.source not in SOURCES or not viewer.may("read", one.source):
            raise Refusal("REPORT_SOURCE", ("layout", "controls"))
        where_of_source(
            Ground(Build(viewer), OBJECTS[one.source]), {one.key: one.value or {}}, ("layout", "controls", str(n))
        )
    return layout.model_dump(mode="json", exclude_none=True)
