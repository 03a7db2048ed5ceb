import type { PipelineReportQuery, PipelinesOfReportQuery } from "./stages.gen";

export type Report = PipelineReportQuery["pipelineReport"];
export type StageFigures = Report["stages"][number];
export type Pipeline = PipelinesOfReportQuery["pipelines"]["nodes"][number];

/** The stage a row is about; a stage that was added meanwhile has no name yet. */
export const stageOf = (pipeline: Pipeline, id: string) => pipeline.stages.nodes.find((one) => one.id === id);

/** 0.4 is 40.0%; nothing is a dash. */
export const share = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : `${(value * 100).toFixed(1)}%`;

export const daysText = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : String(Math.round(value * 10) / 10);
