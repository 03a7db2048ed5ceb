export type Notice = {
  title: string;
  detail?: string;
  tone?: "good" | "bad";
  undo?: { label: string; run: () => void };
};

let show: ((notice: Notice) => void) | null = null;
let wake: (() => void) | null = null;
const early: Notice[] = [];

/** Tells something in passing; callable from anywhere, also outside React. */
export function notify(notice: Notice) {
  if (show) return show(notice);
  early.push(notice);
  wake?.();
}

/** The toaster takes over once it has been loaded. */
export function takeNotices(taker: (notice: Notice) => void) {
  show = taker;
  for (const notice of early.splice(0)) taker(notice);
}

/** Called with the first notice, to load what shows it. */
export function onFirstNotice(load: () => void) {
  wake = load;
  if (early.length > 0) load();
}
