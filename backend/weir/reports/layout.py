"""What a dashboard is made of: tiles in the order of reading, and filters that go with every report on the same object."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS
from weir.errors import Refusal
from weir.reading.build import Build
from weir.reports.compile import SOURCES
from weir.reports.definition import Label, Part, wrong
from weir.reports.measures import where_of_source
from weir.reports.places import Ground

Text = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Tile(Part):
    """One report on a dashboard: a saved one by its id, or a ready one by its key. Width in twelfths, height in steps."""

    id: Text
    report: Text | None = None
    ready: Text | None = None
    title: Label | None = None
    width: int = Field(6, ge=3, le=12)
    height: int = Field(2, ge=1, le=4)


class Layout(Part):
    """A whole dashboard."""

    tiles: tuple[Tile, ...] = Field((), max_length=24)
    filters: dict[str, dict[str, Any]] = Field(default_factory=dict, max_length=12)


def laid_out(viewer: Viewer, given: Any) -> dict[str, Any]:
    """The layout as it is kept. Raises `Refusal` naming the part that is wrong, or that the viewer may not read."""
    try:
        layout = Layout.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(one) for one in first["loc"])
        raise wrong(("layout", place), f"「{place}」无法识别。", f"“{place}”: {first['msg']}.") from None
    for name, where in layout.filters.items():
        if name not in SOURCES or not viewer.may("read", name):
            raise Refusal("REPORT_SOURCE", ("layout", "filters"))
        where_of_source(Ground(Build(viewer), OBJECTS[name]), where, ("layout", "filters", name))
    return layout.model_dump(mode="json", exclude_none=True)
