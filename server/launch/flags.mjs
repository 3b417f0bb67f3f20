/** Flags for Node, for every process that runs code of ours. */

/** TypeScript and `node:sqlite` are used on purpose; Node need not warn each time. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning'];

/** For processes that run people's programs: room for ten million objects, where Node would give a part of the machine's memory. */
export const heapFlags = ['--max-old-space-size=4096', '--max-semi-space-size=16'];
