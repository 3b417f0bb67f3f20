/*
 * What a frame costs the page's main thread, read from a trace of Chromium: script, garbage collection, style, layout, paint and commit,
 * all of it. Counted is processor time, so that other programs on the machine do not decide the figure.
 */

/** An event of a Chromium trace; times are microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export const traceCategories = ['toplevel', 'cc', 'devtools.timeline', 'blink.user_timing'];

/**
 * Milliseconds of processor time for each frame between the page's marks `from` and `to` (performance.mark). What the main thread did since the
 * frame before counts for a frame, so a move counts for the frame that first shows it. Throws where the trace lacks the marks.
 */
export function frameCosts(events: readonly TraceEvent[], from: string, to: string): number[] {
  const mark = (name: string): TraceEvent => {
    const found = events.find((event) => event.name === name);
    if (!found) throw new Error(`the trace has no mark ${name}`);
    return found;
  };
  const start = mark(from);
  const end = mark(to);
  const here = events
    .filter((event) => event.ph === 'X' && event.pid === start.pid && event.tid === start.tid)
    .filter((event) => event.ts >= start.ts && event.ts <= end.ts)
    .sort((a, b) => a.ts - b.ts);
  const tasks = here.filter((event) => event.name === 'ThreadControllerImpl::RunTask');
  const frames = here.filter((event) => event.name === 'ProxyMain::BeginMainFrame');
  let next = 0;
  return frames.map((frame) => {
    const over = frame.ts + (frame.dur ?? 0);
    let us = 0;
    for (; next < tasks.length && tasks[next].ts <= over; next++) us += tasks[next].tdur ?? 0;
    return us / 1000;
  });
}
