import { useEffect, useState } from "react";
import type { Choice } from "../ui/Combobox";
import { nameOf } from "./nameOf";

/** A record that is known by its id only, as a choice with its name; null until that is here. */
export function useKnown(id: string | undefined): Choice | null {
  const [choice, setChoice] = useState<Choice | null>(null);
  useEffect(() => {
    if (!id) return;
    let current = true;
    nameOf(id).then((name) => current && setChoice({ value: id, label: name }));
    return () => {
      current = false;
    };
  }, [id]);
  return choice;
}
