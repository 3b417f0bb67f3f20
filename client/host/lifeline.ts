/** Waits between attempts to reach the server, in milliseconds; the last one repeats. */
const waits = [200, 500, 1000, 2000, 4000, 5000];

/** How long to wait before attempt `attempt` (from 0), spread so that a class does not come back as one. */
export function backoffMs(attempt: number): number {
  const base = waits[Math.min(attempt, waits.length - 1)];
  return base * (0.75 + Math.random() * 0.5);
}

/** Something to wait for that can be ended early: `open` lets everybody through who waits, and the next who comes. */
export class Gate {
  #isOpen = false;
  #waiting: (() => void)[] = [];

  open(): void {
    this.#isOpen = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves when the gate is opened, or after `ms`; closes it behind. */
  async pass(ms?: number): Promise<void> {
    if (!this.#isOpen) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        if (ms !== undefined) setTimeout(resolve, ms);
      });
    }
    this.#isOpen = false;
  }
}

/**
 * Calls `wake` when the browser has reason to think that the server can be reached again, or that a connection died
 * unnoticed: the network is back, the page is shown again (a lid opened, Back), the tab is looked at. Returns the way to stop.
 */
export function onWake(wake: () => void): () => void {
  const page = globalThis as unknown as Partial<Window>;
  if (!page.addEventListener || !page.document) return () => {};
  const shown = (): void => {
    if (page.document?.visibilityState === 'visible') wake();
  };
  page.addEventListener('online', wake);
  page.addEventListener('pageshow', wake);
  page.document.addEventListener('visibilitychange', shown);
  return () => {
    page.removeEventListener?.('online', wake);
    page.removeEventListener?.('pageshow', wake);
    page.document?.removeEventListener('visibilitychange', shown);
  };
}
