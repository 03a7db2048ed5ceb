import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import { alike } from "../views/definition";
import { type Definition, tidy } from "./definition";

const route = getRouteApi("/reports/$reportId");
const MOST = 100;

/** A report as it is being changed. It stands in the address, so that it outlives a look at its records; steps can be taken back. */
export function useDraft(saved: Definition) {
  const d = route.useSearch().d as Definition | undefined;
  const navigate = route.useNavigate();
  const [steps, setSteps] = useState<{ past: Definition[]; future: Definition[] }>({ past: [], future: [] });
  const definition = useMemo(() => tidy(d ?? saved), [d, saved]);
  const now = useRef(definition);
  now.current = definition;

  const write = useCallback(
    (next: Definition) => {
      now.current = next;
      void navigate({ search: (search) => ({ ...search, d: next }), replace: true });
    },
    [navigate],
  );
  const set = useCallback(
    (next: Definition) => {
      const before = now.current;
      setSteps(({ past }) => ({ past: [...past.slice(-MOST), before], future: [] }));
      write(next);
    },
    [write],
  );
  const undo = () => {
    const before = steps.past.at(-1);
    if (!before) return;
    setSteps({ past: steps.past.slice(0, -1), future: [now.current, ...steps.future] });
    write(before);
  };
  const redo = () => {
    const [next, ...rest] = steps.future;
    if (!next) return;
    setSteps({ past: [...steps.past, now.current], future: rest });
    write(next);
  };
  return {
    definition,
    set,
    undo,
    redo,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    isChanged: !!d && !alike(definition, tidy(saved)),
  };
}
