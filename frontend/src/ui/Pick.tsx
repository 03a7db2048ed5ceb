import { useCallback, useRef, useState } from "react";
import { type Choice, Combobox } from "./Combobox";

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

/** A combobox that asks for its choices; an answer that was overtaken is dropped. */
export function Pick({ find, ...rest }: Props) {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [loading, setLoading] = useState(false);
  const asked = useRef(0);
  const search = useCallback(
    async (text: string) => {
      const mine = ++asked.current;
      setLoading(true);
      const found = await find(text).catch(() => []);
      if (mine !== asked.current) return;
      setChoices(found);
      setLoading(false);
    },
    [find],
  );
  return <Combobox {...rest} choices={choices} onSearch={search} loading={loading} />;
}
