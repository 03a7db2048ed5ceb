/** Colours that people with any kind of colour vision tell apart (after Okabe and Ito), darkened or lightened for each ground. */
const LIGHT = ["#0e7490", "#d97706", "#7c3aed", "#15803d", "#be185d", "#4f6bd8", "#92600a", "#64748b"];
const DARK = ["#37b3cb", "#f3bd6a", "#b39bfa", "#62d3a0", "#f08cb8", "#8ea4f5", "#d3a15a", "#94a3b8"];

export type Inks = {
  series: string[];
  text: string;
  quiet: string;
  line: string;
  surface: string;
  font: string;
  deep: string;
};

/** The colours of a chart as the theme has them now. */
export function inks(): Inks {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: root.dataset.theme === "dark" ? DARK : LIGHT,
    text: of("--text-2"),
    quiet: of("--text-3"),
    line: of("--line"),
    surface: of("--surface"),
    deep: "#0e7490",
    font: getComputedStyle(document.body).fontFamily,
  };
}
