/**
 * Fields the schema calls nullable because any field can be hidden by a rule, but which are required columns that no
 * rule hides. Generated types treat them as present, so that pages need not guard every name.
 */
export const REQUIRED = {
  "*": ["name", "createdAt", "updatedAt", "version"],
  Deal: ["stage", "status", "rank", "pipeline", "stageEnteredAt", "tags"],
  Lead: ["number", "status", "stage", "tags", "problems"],
  LeadTouch: ["at", "isFirst"],
  LeadEvidence: ["item"],
  Stage: ["type", "probability", "position", "nameZh", "nameEn", "isOptional", "forecastCategory"],
  Pipeline: ["position", "nameZh", "nameEn", "isActive", "code"],
  Task: ["title", "status", "priority"],
  Activity: ["kind", "occurredAt", "summary"],
  Attachment: ["sizeBytes", "mediaType", "url"],
  Comment: ["body"],
  Account: ["type"],
  Organisation: ["baseCurrency", "timeZone"],
  StageVisit: ["enteredAt"],
  User: ["isActive"],
  Session: ["id"],
  ImportBatch: ["status"],
  BulkRun: ["status", "action", "total", "done", "changed", "unchanged", "forbidden", "refused", "undone", "kept"],
  Export: ["status", "object", "format", "total", "done"],
  DealContact: ["role"],
  Notification: ["kind"],
};
