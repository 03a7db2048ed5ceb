type Props = { value: number; max: number; label: string };

/** How far something has come, as a bar; the words beside it are the caller's. */
export function Progress({ value, max, label }: Props) {
  const most = Math.max(1, max);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(value, most)}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className="h-full rounded-full bg-accent transition-[translate,width] duration-300 motion-reduce:transition-none"
        style={{ width: `${(100 * Math.min(value, most)) / most}%` }}
      />
    </div>
  );
}
