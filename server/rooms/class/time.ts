/** Where classes get their time from: the system's, or a test's that jumps. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `work` again and again; returns the way to stop. */
  every(ms: number, work: () => void): () => void;
  /** Calls `work` once; returns the way to prevent it. */
  after(ms: number, work: () => void): () => void;
}

/** The system's time, which never keeps the process alive. It does not jump when the clock on the wall is set. */
export const systemTime: Time = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  every(ms, work) {
    const timer = setInterval(work, ms).unref();
    return () => clearInterval(timer);
  },
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};
