import { useLingui } from "@lingui/react/macro";
import { ArrowDownIcon, ArrowUpIcon, GripVerticalIcon } from "lucide-react";
import { IconButton } from "../ui/Button";
import type { Order } from "./useReorder";

type Props = { order: Order; id: string };

/** The grip of a row in a list that can be put in order: for the mouse, the finger and the keyboard. */
export function RowGrip({ order, id }: Props) {
  return (
    <button
      {...order.handle(id)}
      className="grid size-7 coarse:size-11 shrink-0 cursor-grab place-items-center rounded-md text-ink-3 hover:bg-hover"
    >
      <GripVerticalIcon className="size-4" />
    </button>
  );
}

/** The buttons that move a row up and down: dragging is never the only way. */
export function RowArrows({ order, id, name }: Props & { name: string }) {
  const { t } = useLingui();
  const index = order.ids.indexOf(id);
  return (
    <>
      <IconButton
        label={t`Move ${name} up`}
        icon={<ArrowUpIcon />}
        disabled={index === 0}
        onClick={() => order.move(id, index - 1)}
      />
      <IconButton
        label={t`Move ${name} down`}
        icon={<ArrowDownIcon />}
        disabled={index === order.ids.length - 1}
        onClick={() => order.move(id, index + 1)}
      />
    </>
  );
}
