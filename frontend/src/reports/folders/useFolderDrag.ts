import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { announce } from "../../drag/announcer";
import { Ghost } from "../../drag/ghost";
import { type Grab, startGrab, stepGrab } from "../../drag/keyboard";
import { attachPointerDrag } from "../../drag/pointer";
import { itemsOf } from "../../drag/row";
import { HOME, lineBelow, targetsIn, targetsLayout } from "../../drag/targets";
import { type Filed, fileInto, tellAll } from "./fileInto";
import { shown } from "./folders";

/** Reports and dashboards are dragged onto folders: by mouse, by a finger that holds, and by the keyboard (Space picks up). */
export function useFolderDrag(onDone: () => void) {
  const { t } = useLingui();
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const known = useRef(new Map<string, Filed>());
  const grab = useRef<Grab | null>(null);
  const ghost = useMemo(() => new Ghost(), []);
  const latest = useRef(onDone);
  latest.current = onDone;

  const file = useCallback(async (id: string, folder: string) => {
    const filed = known.current.get(id);
    if (!filed || (filed.folder ?? "") === folder) return;
    const errors = await fileInto(filed, folder || null, () => latest.current());
    if (errors) tellAll(errors);
  }, []);

  useEffect(() => {
    if (!root) return;
    const card = (id: string) => itemsOf(root).find((one) => one.dataset.dragItem === id);
    return attachPointerDrag({
      root,
      layout: targetsLayout(root),
      onLift: ({ item }) => card(item)?.setAttribute("data-held", ""),
      onDrop: ({ item }, place) => {
        card(item)?.removeAttribute("data-held");
        if (place) void file(item, place.list);
      },
    });
  }, [root, file]);
  useEffect(() => () => ghost.clear(), [ghost]);

  function letGo() {
    grab.current = null;
    ghost.clear();
  }

  function onKeyDown(event: KeyboardEvent) {
    const link = event.target as HTMLElement;
    const id = link.closest<HTMLElement>("[data-drag-item]")?.dataset.dragItem ?? "";
    const filed = known.current.get(id);
    if (!root || !filed || !(link instanceof HTMLAnchorElement)) return;
    const targets = targetsIn(root);
    const { name } = filed;
    if (!grab.current) {
      if (event.key !== " ") return;
      event.preventDefault();
      if (targets.length === 0) return announce(t`There is no folder to move it to. Its menu makes one.`);
      grab.current = startGrab(id, HOME);
      return announce(t`${name} picked up. Arrow keys choose the folder, Space drops, Escape gives up.`);
    }
    const lists = [HOME.list, ...targets.map((one) => one.dataset.dropList ?? "")].map((id) => ({ id, count: 0 }));
    const step = stepGrab(grab.current, DOWNWARDS[event.key] ?? event.key, lists);
    if (!step) return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
    if (step.kind !== "moved") letGo();
    if (step.kind === "dropped" && step.place) return void file(id, step.place.list);
    if (step.kind !== "moved") return announce(t`Given up. It is where it was.`);
    grab.current = step.grab;
    const { list } = step.grab.gap;
    const target = targets.find((one) => one.dataset.dropList === list);
    target?.scrollIntoView({ block: "nearest" });
    if (target) ghost.showLine(lineBelow(target), target);
    else ghost.refuse(null);
    announce(list === HOME.list ? t`Where it was` : shown(list) || t`All reports`);
  }

  function onBlur() {
    if (!grab.current) return;
    letGo();
    announce(t`Given up. It is where it was.`);
  }

  /** What a card that may be moved is known by; returns what forgets it. */
  const know = useCallback((filed: Filed) => {
    known.current.set(filed.id, filed);
    return () => void known.current.delete(filed.id);
  }, []);

  return { root: setRoot, know, onKeyDown, onBlur };
}

const DOWNWARDS: Record<string, string> = { ArrowUp: "ArrowLeft", ArrowDown: "ArrowRight" };
