import { CircleAlertIcon } from "lucide-react";
import { number } from "../session/formats";

type Problem = { code: string; message: string; count?: number | null };

export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 rounded-lg bg-warn-soft px-3 py-2.5 text-sm text-warn">
      {problems.map((problem) => (
        <li key={problem.code + problem.message} className="flex items-start gap-2">
          <CircleAlertIcon className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 flex-1 break-words">{problem.message}</span>
          {!!problem.count && <span className="tnum">{number(problem.count)}</span>}
        </li>
      ))}
    </ul>
  );
}
