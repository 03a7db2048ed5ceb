import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { IntakeLog } from "./IntakeLog";
import type { LeadSourceRowFragment } from "./intake.gen";
import { CUSTOMER_POLICY, POLICY } from "./labels";

const SourceForm = lazy(() => import("./SourceForm").then((module) => ({ default: module.SourceForm })));

/** What leads of the form are given, the consent it asks for, and what came through it. */
export function FormTarget({ source, canEdit }: { source: LeadSourceRowFragment; canEdit: boolean }) {
  const { t } = useLingui();
  const label = useLabel();
  const [editing, setEditing] = useState(false);
  return (
    <div className="flex flex-col gap-4 pt-4">
      <Section
        title={t`Its leads`}
        actions={canEdit && <Button size="sm" onClick={() => setEditing(true)}>{t`Edit`}</Button>}
      >
        <Facts
          facts={[
            { label: t`Source`, value: source.source ?? source.name },
            { label: t`Campaign`, value: source.campaign?.name },
            { label: t`Channel`, value: source.channel?.name },
            { label: t`Somebody who is a lead already`, value: label(POLICY, source.duplicatePolicy ?? "") },
            { label: t`A customer who comes again`, value: label(CUSTOMER_POLICY, source.customerPolicy ?? "") },
            { label: t`Consent text`, value: source.consentText },
          ]}
        />
      </Section>
      <Section>
        <div className="pt-3">
          <IntakeLog sourceId={source.id} />
        </div>
      </Section>
      <Suspense>{editing && <SourceForm source={source} onClose={() => setEditing(false)} />}</Suspense>
    </div>
  );
}
