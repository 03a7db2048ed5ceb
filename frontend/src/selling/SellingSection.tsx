import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Tabs } from "../ui/Tabs";
import { CaseTable } from "./CaseTable";
import { PlayList } from "./PlayList";
import { ProblemTable } from "./ProblemTable";
import { ValueTable } from "./ValueTable";

/** The method, as it is kept: a play for each kind of lead, the problems we solve, and what proves it. */
export function SellingSection() {
  const { t } = useLingui();
  const [tab, setTab] = useState("plays");
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      tabs={[
        { value: "plays", label: t`Plays`, content: <PlayList /> },
        { value: "problems", label: t`Problems`, content: <ProblemTable /> },
        { value: "cases", label: t`Success cases`, content: <CaseTable /> },
        { value: "values", label: t({ message: "Values", context: "of solving a problem" }), content: <ValueTable /> },
      ]}
    />
  );
}
