"""Pipelines and stages in the API."""

from typing import Any

from weir.catalog.declare import Labelled
from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, needed
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.pipelines import actions
from weir.pipelines.model import Pipeline, Stage


@enum_of
class PipelineTemplate(Labelled):
    """The pipelines that can be installed."""

    P_A = "P_A", "标准销售流程", "Standard sales"
    P_B = "P_B", "方案型销售流程", "Solution sales"
    P_C = "P_C", "买方旅程流程", "Buyer's journey"


def mutations() -> dict[str, Any]:
    """The verbs of pipelines and stages."""
    pipeline, stage = object_of(Pipeline), object_of(Stage)
    return {
        **simple_verb(
            "installPipeline",
            pipeline,
            actions.install_pipeline,
            "Installs one of the template pipelines.",
            {"template": needed(PipelineTemplate, "Which one.")},
        ),
        **create_verb(pipeline, actions.create_pipeline),
        **update_verb(pipeline, actions.update_pipeline),
        **create_verb(stage, actions.create_stage, {"pipeline_id": needed(ID, "The pipeline it belongs to.")}),
        **update_verb(stage, actions.update_stage),
        **simple_verb("voidStage", stage, actions.void_stage, "Removes a stage that no deal is in."),
        **simple_verb(
            "reorderStages",
            pipeline,
            actions.reorder_stages,
            "Puts the stages of a pipeline into a new order.",
            {
                "pipeline_id": needed(ID, "The pipeline."),
                "stage_ids": needed(list[ID], "Every stage once, in the new order."),
            },
        ),
    }
