/** Settles once the browser has nothing else to do: what is on screen is drawn. */
export const whenIdle = () =>
  new Promise<void>((done) => {
    // Safari has no idle callbacks.
    if (window.requestIdleCallback) window.requestIdleCallback(() => done());
    else setTimeout(done, 200);
  });
