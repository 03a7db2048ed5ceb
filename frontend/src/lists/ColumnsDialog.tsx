import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useState } from "react";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Input } from "../ui/Input";
import type { Column } from "./address";
import { isShown, type Shape } from "./shape";

type Props = {
  shape: Shape;
  columns: readonly Column[];
  standard: readonly Column[];
  onApply: (columns: Column[]) => void;
  onClose: () => void;
};

/** Which columns a list shows, and in which order: dragged, grabbed by keyboard, or moved by buttons. */
export function ColumnsDialog({ shape, columns, standard, onApply, onClose }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const chosen = columns.map((one) => one.field);
  const order = useReorder({
    ids: chosen,
    nameOf: shape.label,
    onReorder: async (ids) => {
      onApply(ids.flatMap((id) => columns.find((one) => one.field === id) ?? []));
      return true;
    },
  });
  const rest = shape.fields.filter(
    (one) =>
      isShown(one) &&
      !chosen.includes(one.name) &&
      shape.label(one.name).toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <Dialog
      open
      width="md"
      title={t({ message: "Columns", context: "of a list" })}
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" className="mr-auto" onClick={() => onApply([...standard])}>
            {t`As it comes`}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <section className="min-w-0">
          <h3 className="mb-1 font-medium text-ink-2 text-xs">{t`Shown, in this order`}</h3>
          <ol ref={order.root}>
            {order.ids.map((id) => {
              const name = shape.label(id);
              return (
                <li
                  key={id}
                  {...order.item(id)}
                  className="flex h-10 items-center gap-1 rounded-lg bg-raised data-held:bg-accent-soft coarse:h-12"
                >
                  <RowGrip order={order} id={id} />
                  <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
                  <span className="flex coarse:hidden">
                    <RowArrows order={order} id={id} name={name} />
                  </span>
                  <IconButton
                    label={t`Remove ${name}`}
                    icon={<XIcon />}
                    disabled={chosen.length === 1}
                    onClick={() => onApply(columns.filter((one) => one.field !== id))}
                  />
                </li>
              );
            })}
          </ol>
        </section>
        <section className="min-w-0">
          <h3 className="mb-1 font-medium text-ink-2 text-xs">{t`More fields`}</h3>
          <Input
            aria-label={t`Find a field`}
            placeholder={t`Find a field`}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ul className="mt-2">
            {rest.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  onClick={() => onApply([...columns, { field: one.name }])}
                  className="flex min-h-9 w-full items-center rounded-lg px-2 text-left text-sm hover:bg-hover coarse:min-h-11"
                >
                  {shape.label(one.name)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
