import { useCan, useViewer } from "../session/viewer";

/** Whether the viewer may change a saved report: its owner may, and who runs the house. */
export function useOwn(report: { owner: { id: string } | null } | undefined): boolean {
  const { user } = useViewer();
  const runs = useCan("settings.admin");
  return !!report && (runs || report.owner?.id === user.id);
}
