import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Subject } from "../activities/subject";
import { Timeline } from "../activities/Timeline";
import { RecordTasks } from "../tasks/RecordTasks";
import { type Tab, Tabs } from "../ui/Tabs";
import { Files } from "./Files";
import { History } from "./History";

type Props = {
  subject: Subject;
  tab: string | undefined;
  onTab: (tab: string | undefined) => void;
  first?: Tab[];
  history?: ReactNode;
};

/** What hangs on a record, one tab each. */
export function RecordTabs({ subject, tab, onTab, first = [], history }: Props) {
  const { t } = useLingui();
  const tabs: Tab[] = [
    ...first,
    { value: "timeline", label: t`Timeline`, content: <Timeline subject={subject} /> },
    { value: "tasks", label: t`Tasks`, content: <RecordTasks subject={subject} /> },
    { value: "files", label: t`Files`, content: <Files subject={subject} /> },
    {
      value: "history",
      label: t`History`,
      content: (
        <>
          {history}
          <History subject={subject} />
        </>
      ),
    },
  ];
  const chosen = tabs.find((one) => one.value === tab) ?? tabs.find((one) => one.value === "timeline");
  return (
    <section className="rounded-xl bg-surface p-2 pb-4 shadow-lift sm:p-3">
      <Tabs
        value={chosen?.value ?? "timeline"}
        onChange={(value) => onTab(value === "timeline" ? undefined : value)}
        tabs={tabs.map((one) => ({ ...one, content: <div className="px-2 sm:px-3">{one.content}</div> }))}
      />
    </section>
  );
}
