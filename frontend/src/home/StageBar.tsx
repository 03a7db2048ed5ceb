const TINTS = [0.25, 0.45, 0.7, 1];

/** How a rep's deals lie in the stages, as one bar: the later the stage the deeper the colour. The figures stand beside it. */
export function StageBar({ counts, most }: { counts: readonly number[]; most: number }) {
  const last = Math.max(counts.length - 1, 1);
  const starts = counts.map((_, place) => counts.slice(0, place).reduce((sum, one) => sum + one, 0));
  return (
    <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full text-accent">
      {starts.map((start, place) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place here
          key={place}
          x={(start / most) * 100}
          width={Math.max(0, ((counts[place] ?? 0) / most) * 100 - 0.4)}
          height={8}
          fill="currentColor"
          opacity={TINTS[Math.round((place / last) * (TINTS.length - 1))]}
        />
      ))}
    </svg>
  );
}
