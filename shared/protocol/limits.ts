/** Raised when a message changes its meaning; a client of another version is told to reload. */
export const PROTOCOL_VERSION = 1;

/** Where the game's sockets live; a path of their own lets a proxy pass them on. */
export const SOCKET_PATH = '/socket';

/** What one message and one game may weigh. Everything beyond is refused with the limit that it broke. */
export const limits = {
  /** An action as canonical JSON, in bytes. */
  actionBytes: 2048,
  /** Nested objects and arrays in an action. */
  actionDepth: 6,
  /** Actions in one message. */
  actionsPerMessage: 64,
  /** Actions in one log; `restart` then begins a new game. */
  logLength: 10_000,
  /** A frame on the socket, in bytes: beyond it the connection is closed, nothing is read. */
  frameBytes: 256 * 1024,
  /** The body of an ordinary HTTP request, in bytes. */
  bodyBytes: 256 * 1024,
  /** A log that is handed in beside a class's board, in bytes. */
  asideBytes: 1024 * 1024,
  /** A handed-in attempt or an imported export, in bytes. */
  importBytes: 8 * 1024 * 1024,
  /** Games in an imported export. */
  importSessions: 2_000,
  /** Actions in all games of an import together. */
  importActions: 200_000,
  /** Boards (tabs, devices) that one player may have open on one level. */
  seatsPerGame: 12,
} as const;

/**
 * How often somebody may speak, as token buckets: `perSecond` in the long run, `burst` at once. What is too much is
 * refused with the time to wait; it costs the sender nothing else.
 */
export const rates = {
  /** Messages of one connection. A person makes two moves a second, a held undo key thirty. */
  socketMessages: { perSecond: 40, burst: 120 },
  /** HTTP requests of one player key. */
  playerRequests: { perSecond: 20, burst: 200 },
  /** HTTP requests of one address, behind which a whole school may sit. */
  addressRequests: { perSecond: 400, burst: 4_000 },
} as const;

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}
