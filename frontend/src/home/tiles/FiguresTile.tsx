import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useKeyFigures } from "../../reports/useKeyFigures";
import { SpecialFrame } from "./SpecialFrame";

/** The six key figures; each leads to the page it comes from. */
export function FiguresTile() {
  const { t } = useLingui();
  const { kpis, asked } = useKeyFigures();
  return (
    <SpecialFrame name={t`Key figures`} to="/reports/kpis" asked={asked} width={12}>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {kpis.map((one) => (
          <li key={one.name}>
            <Link to={one.to} title={one.about} className="block h-full rounded-lg bg-hover p-3 hover:bg-line">
              <span className="block text-ink-2 text-xs">{one.name}</span>
              <span className="tnum block font-semibold text-lg">{one.value}</span>
            </Link>
          </li>
        ))}
      </ul>
    </SpecialFrame>
  );
}
