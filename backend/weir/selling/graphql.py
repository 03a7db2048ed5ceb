"""Problems, success cases, values and plays in the API."""

from typing import Any

from weir.activities.model import Activity
from weir.catalog.registry import object_of
from weir.graphql.inputs import ID, given_id, needed, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs
from weir.leads.model import Lead
from weir.selling import actions, playing
from weir.selling.model import Play, ProblemEntry, SuccessCase, ValueEntry
from weir.selling.queries import queries as queries  # the schema asks each room for them


def mutations() -> dict[str, Any]:
    """The verbs of the tables and of those who use them."""
    problem, case, value, play = object_of(ProblemEntry), object_of(SuccessCase), object_of(ValueEntry), object_of(Play)
    shown = {"problem_ids": optional(list[ID], f"The problems it shows solved, at most {actions.MOST_PROBLEMS}.")}
    started = {**given_id("lead", version=False), "play_id": needed(ID, "The play.")}
    used = {**given_id("case", version=False), "activity_id": needed(ID, "The activity in which it was told.")}
    return {
        **create_verb(problem, actions.create_problem),
        **update_verb(problem, actions.update_problem),
        **void_verbs(problem, actions.void_problem, actions.restore_problem),
        **create_verb(case, actions.create_case, shown),
        **update_verb(case, actions.update_case, shown),
        **void_verbs(case, actions.void_case, actions.restore_case),
        **create_verb(value, actions.create_value),
        **update_verb(value, actions.update_value),
        **void_verbs(value, actions.void_value, actions.restore_value),
        **create_verb(play, actions.create_play),
        **update_verb(play, actions.update_play),
        **void_verbs(play, actions.void_play, actions.restore_play),
        **simple_verb(
            "reorderPlays",
            play,
            actions.reorder_plays,
            "Puts the plays into a new order; answers with the first.",
            {"play_ids": needed(list[ID], "Every play once, in the new order.")},
        ),
        **simple_verb(
            "startPlay", object_of(Lead), playing.start_play, "Makes the tasks of a play, once on a lead.", started
        ),
        **simple_verb(
            "undoPlay", object_of(Lead), playing.undo_play, "Takes a play back, while its tasks are untouched.", started
        ),
        **simple_verb(
            "attachCase", object_of(Activity), playing.attach_case, "Notes that a customer was told of a case.", used
        ),
        **simple_verb("detachCase", object_of(Activity), playing.detach_case, "Takes that back.", used),
    }
