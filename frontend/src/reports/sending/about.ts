/** What is sent, watched or embedded: a saved report, a dashboard, or something that comes with Weir. */
export type About = { reportId?: string; dashboardId?: string; ready?: string; teamId?: string };

export const DIGEST = "weekly-digest";

/** The filter that finds what belongs to it. */
export function whereOf(about: About) {
  if (about.reportId) return { reportId: { eq: about.reportId } };
  if (about.dashboardId) return { dashboardId: { eq: about.dashboardId } };
  return { ready: { eq: about.ready ?? "" } };
}
