import { useLingui } from "@lingui/react/macro";

/** A task a play makes. */
export type PlayTask = { titleZh: string; titleEn: string; dueInDays: number; taskKind: string };

export const tasksOf = (value: unknown) => (Array.isArray(value) ? (value as PlayTask[]) : []);

/** A task's title in the reader's language, or in the other when it has none. */
export function useTaskTitle() {
  const { i18n } = useLingui();
  const isZh = i18n.locale.startsWith("zh");
  return (task: PlayTask) => (isZh ? task.titleZh || task.titleEn : task.titleEn || task.titleZh);
}
