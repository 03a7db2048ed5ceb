import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Where } from "../views/definition";
import { apart, type Control, type Group, groupWith } from "./conditions";
import { FilterBox } from "./FilterBox";
import { fresh } from "./fresh";
import type { Shape } from "./shape";
import { useShapes } from "./useShapes";
import { useTitles } from "./useTitles";

type Props = {
  shape: Shape;
  filter: Where;
  /** Conditions that readers may change, where it can be said which. */
  controls?: readonly Control[];
  onApply: (filter: Where, controls: Control[]) => void;
  onClose: () => void;
};

/** Builds a filter: conditions that must all hold or any of which must, in groups. */
export function FilterDialog({ shape, filter, controls, onApply, onClose }: Props) {
  const { t } = useLingui();
  const [group, setGroup] = useState<Group>(() => {
    const now = groupWith(filter, controls ?? []);
    return now.parts.length > 0 ? now : { ...now, parts: [fresh(shape)] };
  });
  const shapes = useShapes();
  const titles = useTitles({ filter, controls });
  const apply = () => {
    const { where, controls: open } = apart(group);
    onApply(where, open);
    onClose();
  };
  return (
    <Dialog
      open
      width="lg"
      title={t`Filter`}
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" className="mr-auto" onClick={() => setGroup({ ...group, parts: [] })}>
            {t`Remove all`}
          </Button>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" onClick={apply}>
            {t`Apply`}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <FilterBox
          shape={shape}
          shapes={shapes}
          group={group}
          titles={titles}
          depth={0}
          canOpen={!!controls}
          onChange={setGroup}
        />
        <button type="submit" hidden>
          {t`Apply`}
        </button>
      </form>
    </Dialog>
  );
}
