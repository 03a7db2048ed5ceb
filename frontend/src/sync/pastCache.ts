import type { Exchange, Operation, OperationResult } from "urql";
import { filter, makeSubject, merge, pipe } from "wonka";

/** For a request whose answer is kept elsewhere: thousands of cards need not be taken apart and put together again. */
export const PAST_CACHE = { requestPolicy: "network-only", pastCache: true } as const;

const isPast = (operation: Operation) => operation.context.pastCache === true;

/** The cache, and a way around it for requests that ask for it; what lies behind the cache is the same for both. */
export const besides =
  (cache: Exchange): Exchange =>
  (input) => {
    const asked = makeSubject<Operation>();
    const answered = makeSubject<OperationResult>();
    const around = <T>(takes: (one: T) => boolean, next: (one: T) => void) =>
      filter((one: T) => {
        if (!takes(one)) return true;
        next(one);
        return false;
      });
    const cached = cache({
      ...input,
      forward: (operations) =>
        pipe(
          input.forward(merge([operations, asked.source])),
          around((result: OperationResult) => isPast(result.operation), answered.next),
        ),
    });
    return (operations) => merge([cached(pipe(operations, around(isPast, asked.next))), answered.source]);
  };
