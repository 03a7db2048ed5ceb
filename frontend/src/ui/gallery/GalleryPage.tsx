import { Link } from "@tanstack/react-router";
import { Page, Section } from "../Page";
import { ACTIONS } from "./actions";
import { DISPLAY } from "./display";
import { ENTRIES } from "./entries";
import { type Group, useSay } from "./sample";

export const SAMPLES: Group = { ...ACTIONS, ...ENTRIES, ...DISPLAY };

/** Frames of whole screens: they are looked at where they stand. */
export const SCREENS: Record<string, "/tasks" | "/deals"> = {
  Page: "/tasks",
  RecordPage: "/deals",
};

const COLOURS = [
  ...["bg-canvas", "bg-surface", "bg-raised", "bg-sunken", "bg-hover", "bg-line", "bg-line-strong"],
  ...[
    "bg-accent",
    "bg-accent-soft",
    "bg-danger",
    "bg-danger-soft",
    "bg-warn",
    "bg-warn-soft",
    "bg-good",
    "bg-good-soft",
  ],
];
const SIZES = ["text-2xs", "text-xs", "text-sm", "text-base"];

/** Every component with its states, for whoever builds screens. Not linked from the application: open /gallery. */
export function GalleryPage() {
  const say = useSay();
  return (
    <Page title={say("组件", "Components")}>
      <div className="mx-auto grid max-w-5xl gap-4 p-4 md:p-6">
        <Part name="tokens">
          <div className="flex flex-wrap gap-2">
            {COLOURS.map((colour) => (
              <span key={colour} title={colour} className={`size-9 rounded-lg border border-line ${colour}`} />
            ))}
          </div>
          {SIZES.map((size) => (
            <p key={size} className={size}>
              {size} · 鱼梁 Weir ¥1,234,567.00
            </p>
          ))}
        </Part>
        {Object.entries(SAMPLES).map(([name, Sample]) => (
          <Part key={name} name={name}>
            <Sample />
          </Part>
        ))}
        <Part name="screens">
          <ul className="flex flex-wrap gap-4 text-sm">
            {Object.entries(SCREENS).map(([name, to]) => (
              <li key={name}>
                <Link to={to} className="text-accent-text underline">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </Page>
  );
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div data-part={name}>
      <Section title={name}>
        <div className="flex flex-col gap-4 pt-1">{children}</div>
      </Section>
    </div>
  );
}
