import {
  cloneElement,
  type KeyboardEvent,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useRef,
  useState,
} from "react";
import { withTexts } from "../session/messages";

const load = () => withTexts(import("./MenuPopup"));
const MenuPopup = lazy(() => load().then((module) => ({ default: module.MenuPopup })));

export type MenuEntry =
  | { kind?: "item"; label: string; icon?: ReactNode; onSelect: () => void; danger?: boolean; disabled?: boolean }
  | { kind: "title"; label: string }
  | { kind: "separator" }
  | {
      kind: "choice";
      value: string;
      options: readonly { value: string; label: string }[];
      onChange: (value: string) => void;
    };

/** One of several, ticked. */
export function choice<V extends string>(
  value: V,
  options: readonly { value: V; label: string }[],
  onChange: (value: V) => void,
): MenuEntry {
  return { kind: "choice", value, options, onChange: (next) => onChange(next as V) };
}

type TriggerProps = {
  onClick?: (event: { currentTarget: HTMLElement }) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type MenuProps = {
  trigger: ReactElement;
  entries: () => readonly MenuEntry[];
  align?: "start" | "end";
  label?: string;
  onNear?: () => void;
};

/** A button that opens a list of actions. */
export function Menu({ trigger, entries, align, label, onNear }: MenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const closedAt = useRef(0);
  const near = () => {
    void load();
    onNear?.();
  };
  const open = (element: HTMLElement) => {
    near();
    // The press that closed the menu is followed by a click on the button below it.
    if (performance.now() - closedAt.current > 180) setAnchor(element);
  };
  return (
    <>
      {cloneElement(trigger as ReactElement<TriggerProps>, {
        "aria-haspopup": "menu",
        "aria-expanded": anchor !== null,
        onPointerEnter: near,
        onFocus: near,
        onClick: (event) => open(event.currentTarget),
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          open(event.currentTarget);
        },
      })}
      {anchor && (
        <AnchoredMenu
          anchor={anchor}
          entries={entries()}
          align={align}
          label={label}
          onClose={() => {
            closedAt.current = performance.now();
            setAnchor(null);
          }}
        />
      )}
    </>
  );
}

type AnchoredProps = {
  anchor: HTMLElement | null;
  entries: readonly MenuEntry[];
  onClose: () => void;
  label?: string;
  align?: "start" | "end";
};

/** One menu for many buttons: a thousand rows need not each carry their own. */
export function AnchoredMenu(props: AnchoredProps) {
  return (
    <Suspense>
      <MenuPopup {...props} />
    </Suspense>
  );
}
