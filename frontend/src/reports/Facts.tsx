import { useLingui } from "@lingui/react/macro";
import type { Shape } from "../lists/shape";
import type { Definition } from "./definition";
import type { Figures } from "./result";
import { useExplain } from "./useExplain";
import { useFactLine } from "./useFactLine";

type Props = { shape: Shape; definition: Definition; figures: Figures };

/** What always stands below a report: how many records, when, in which zone and currency, and how it is made. */
export function Facts({ shape, definition, figures }: Props) {
  const { t } = useLingui();
  const explain = useExplain(shape, definition);
  const factLine = useFactLine();
  return (
    <footer className="mt-4 border-line border-t pt-3 text-ink-3 text-xs">
      <p className="tnum">{factLine(figures)}</p>
      <details className="mt-1.5">
        <summary className="cursor-pointer text-ink-2 coarse:py-2.5">{t`How this is made`}</summary>
        <ul className="mt-1.5 flex flex-col gap-1">
          {explain(figures).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </footer>
  );
}
