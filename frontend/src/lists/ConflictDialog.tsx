import { useLingui } from "@lingui/react/macro";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Shape } from "./shape";
import type { Conflict } from "./useEditing";
import { textOf } from "./values";

type Props = { shape: Shape; conflict: Conflict; onSettle: (keepMine: boolean) => void };

/** Somebody else was faster: both values, and the person chooses. */
export function ConflictDialog({ shape, conflict, onSettle }: Props) {
  const { t } = useLingui();
  const { field, theirs, mine, message } = conflict;
  const options = [
    { label: t`Saved by somebody else`, text: textOf(shape, field, theirs), keep: false, action: t`Keep theirs` },
    {
      label: t`Yours`,
      text: textOf(shape, field, { ...theirs, [field.name]: mine }),
      keep: true,
      action: t`Save mine`,
    },
  ];
  return (
    <Dialog open width="sm" title={shape.label(field.name)} description={message} onClose={() => onSettle(false)}>
      <dl className="grid gap-3 sm:grid-cols-2">
        {options.map((one) => (
          <div key={one.label} className="flex min-w-0 flex-col gap-2 rounded-xl border border-line p-3">
            <dt className="text-ink-2 text-xs">{one.label}</dt>
            <dd className="min-w-0 flex-1 break-words font-medium">{one.text}</dd>
            <Button look={one.keep ? "primary" : "secondary"} onClick={() => onSettle(one.keep)}>
              {one.action}
            </Button>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
