import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { TypedDocumentNode } from "urql";
import { dateTime } from "../session/formats";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { notify } from "../ui/notify";
import type { Row, Shape } from "./shape";

type Answer = { restored: { userErrors: readonly UserError[] } };

/** Brings one voided record back; what stands against it is told here. */
export function RestoreDialog({ shape, row, onClose }: { shape: Shape; row: Row; onClose: () => void }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const name = String(row.name);
  const voidedAt = dateTime(String(row.updatedAt));

  async function restore() {
    setBusy(true);
    const outcome = await act(restoreDocument(shape), { input: { id: row.id } });
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.errors.map((one) => one.message).join(" "));
    notify({ title: t`${name} was restored` });
    onClose();
  }

  return (
    <Dialog
      open
      title={t`Restore`}
      description={name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} onClick={restore}>
            {t`Restore`}
          </Button>
        </>
      }
    >
      <p className="text-sm">{t`It was voided on ${voidedAt}. Once restored it stands in lists and figures as before.`}</p>
      {problem && (
        <p role="alert" className="mt-4 rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function restoreDocument({ typeName }: Shape) {
  const text =
    `mutation Restore($input: Restore${typeName}Input!) { ` +
    `restored: restore${typeName}(input: $input) { userErrors { code field message } } }`;
  return text as unknown as TypedDocumentNode<Answer, { input: { id: string } }>;
}
