import { useCallback, useRef, useState } from "react";
import { type Choice, Combobox, type Found } from "./Combobox";
import { useAfterPress } from "./useAfterPress";

type Props = {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  find: (text: string) => Promise<readonly Choice[]>;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

/** A combobox that asks for its choices; an answer that was overtaken is dropped, one to a pressed pointer waits. */
export function Pick({ find, ...rest }: Props) {
  const [found, setFound] = useState<Found | null>(null);
  const afterPress = useAfterPress();
  const asked = useRef(0);
  const search = useCallback(
    async (text: string) => {
      const mine = ++asked.current;
      const choices = await find(text).catch(() => []);
      afterPress(() => mine === asked.current && setFound({ text, choices }));
    },
    [find, afterPress],
  );
  return <Combobox {...rest} found={found} onSearch={search} />;
}
