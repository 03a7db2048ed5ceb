/** The record that activities, tasks, comments and files hang on. */
export type Subject = { kind: "deal" | "account" | "contact" | "contract" | "lead"; id: string };

const FIELD = {
  deal: "dealId",
  account: "accountId",
  contact: "contactId",
  contract: "contractId",
  lead: "leadId",
} as const;

/** The filter for what hangs on a record. */
export const subjectWhere = ({ kind, id }: Subject) => ({ [FIELD[kind]]: { eq: id } });

/** How many of a record's activities and comments are read at first. */
const FIRST = 30;

/** The variables of a record's timeline; its page asks for them too, so that both come with one request. */
export function timelineOf(subject: Subject) {
  const where = subjectWhere(subject);
  return { activities: where, comments: where, first: FIRST };
}

/** The input fields that hang something new on a record. */
export const subjectInput = ({ kind, id }: Subject) => ({ [FIELD[kind]]: id });

/** deal_0192… is about a deal. */
export function subjectOf(id: string | undefined): Subject | null {
  const kind = id?.split("_")[0];
  return id && kind && kind in FIELD ? { kind: kind as Subject["kind"], id } : null;
}
