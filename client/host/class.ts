/**
 * What the screens of a class are built on: three roles, each with signals to draw and a few functions to call. Get
 * them from `createClassrooms` (`classrooms.ts`). Nothing here throws; every call that can fail answers with a `Result`
 * whose error is a `ClassTrouble`, for the text `classTrouble.<code>`.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '../../shared/base/result.ts';
import type { HintBody, HostCommand } from '../../shared/class/commands.ts';
import type { LessonProblem } from '../../shared/class/lesson.ts';
import type { ClassPlan, OptionsPatch } from '../../shared/class/options.ts';
import type { ClassReport } from '../../shared/class/report.ts';
import type { Rejection } from '../../shared/game/action.ts';
import type { AnyPuzzleKind } from '../../shared/game/kind.ts';
import type { Session } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import type {
  ClassRefusal,
  DuelRequest,
  HintView,
  Insight,
  LessonView,
  OwnView,
  Review,
  SeatRow,
  Standings,
} from '../../shared/protocol/class.ts';
import type { ClassLook, ClassTicket } from '../../shared/protocol/class-http.ts';
import type { HostDoubt, SeatProblem } from '../../shared/protocol/class-messages.ts';
import type { Connection, Host } from './host.ts';

/** `unreachable`: no server answers; `noAnswer`: the connection went while it was asked. All others come from the server. */
export interface ClassTrouble {
  readonly code: ClassRefusal | LessonProblem | SeatProblem | HostDoubt | 'unreachable' | 'noAnswer';
  /** For `tooFrequent`: when to try again. */
  readonly retryAfterMs?: number;
}

export type Asked<T> = Promise<Result<T, ClassTrouble>>;

/** The door to classes: one for the page. Keys are kept in the browser, under the class's code. */
export interface Classrooms {
  /** Classes that this browser hosts, newest first. */
  readonly hosted: ReadonlySignal<readonly ClassTicket[]>;
  /** Classes in which this browser has a seat, newest first. */
  readonly joined: ReadonlySignal<readonly SeatTicket[]>;

  /** Opens a class. */
  create(plan: ClassPlan): Asked<ClassTicket>;
  /** What one may know of a class before joining; also tells whether the code is right. */
  look(code: string): Asked<ClassLook>;
  /** Takes a seat under a name, or goes on in the seat that this browser has. The answer's `name` may be tidied up. */
  join(code: string, name: string): Asked<ClassStudent>;

  /** The seat that this browser has in the class, or null: then `join`. At once; the server follows. */
  student(code: string): ClassStudent | null;
  /** The host's desk of the class, or null if its key is not in this browser. */
  host(code: string): ClassHost | null;
  /** The projector's view, by its own key or, where none is given, by what this browser has. */
  projector(code: string, key?: string): ClassProjector | null;

  /**
   * Takes in a key from the part of a link behind `#` (`hostLink`, `projectorLink`, `seatLink` made it): `CODE.KEY`. What
   * it opens, or null if it is none. Remove it from the address bar afterwards.
   */
  adopt(fragment: string): { readonly code: string; readonly role: 'host' | 'projector' | 'student' } | null;
}

export interface SeatTicket {
  readonly code: string;
  readonly key: string;
  readonly name: string;
}

/** What all three roles have. */
export interface ClassSeat {
  readonly code: string;
  readonly connection: ReadonlySignal<Connection>;
  /** Not null: it is over for this role, the connection is not tried again. */
  readonly gone: ReadonlySignal<
    'removed' | 'blocked' | 'deleted' | 'expired' | 'noSeat' | 'otherVersion' | null
  >;
  /** Null until the server has answered for the first time. */
  readonly lesson: ReadonlySignal<LessonView | null>;
  /** The level of the current round; null in the lobby, and where this page does not know it. */
  readonly level: ReadonlySignal<Level | null>;
  /** The board of the best, as this role may see it; null outside of review and podium. */
  readonly standings: ReadonlySignal<Standings | null>;
  /** In a review: the best attempt of the class. CPython's is the level's ghost, the best known its certificate. */
  readonly review: ReadonlySignal<Review | null>;
  /** Milliseconds left, by this machine's clock; null without a limit. Ask each second, or while drawing. */
  remainingMs(): number | null;
  /** Leaves the page; the seat stays. */
  close(): void;
}

export interface ClassStudent extends ClassSeat {
  /** Carries the seat to another device: to be put behind `#`. */
  readonly seatLink: string;
  /** Name, results, points, team, duel; null until the server has answered. */
  readonly own: ReadonlySignal<OwnView | null>;
  /**
   * The board of the current round, for the same screen that solo levels have; null when there is none (lobby, briefing,
   * podium). Outside of play, and while frozen, it refuses moves with `reason.frozen` or `reason.roundOver`.
   */
  readonly board: ReadonlySignal<Host | null>;
  /** Hints of the host, newest last. */
  readonly hints: ReadonlySignal<readonly HintView[]>;
  /** In a shared heap: who placed last, for a line such as "Ana placed a list". */
  readonly lastPlaced: ReadonlySignal<{ readonly seat: number; readonly serial: number } | null>;

  ready(on: boolean): void;
  /** Tells that the student opened the level's own hint of that index. */
  hintTaken(index: number): void;
  /** Homework: opens the board of that round. */
  openRound(round: number): void;
  /** Duel: hands in the stream for the other. The reason tells what to change. */
  write(requests: readonly DuelRequest[]): Asked<{ readonly rejection: Rejection | null }>;
  /** Leaves the class for good in this browser: its key is forgotten. */
  forget(): void;
}

/** A board on the wall: replayed here from the student's accepted moves with the game's own `apply`. */
export interface WallBoard {
  /** `seat 12`, or `team 2` in a shared heap. */
  readonly id: string;
  readonly seat: number | null;
  readonly team: number | null;
  readonly level: Level;
  readonly kind: AnyPuzzleKind;
  /** Draw `kind.inspect(session.state)`; scrub with `stateAt(session, n)`. Null while it could not be replayed. */
  readonly session: ReadonlySignal<Session | null>;
}

export interface ClassHost extends ClassSeat {
  /** Moves the desk to another device: to be put behind `#`. */
  readonly hostLink: string;
  /** Opens the projector's view, which may look but not order. */
  readonly projectorLink: string;
  /** Every student, in order of coming. */
  readonly seats: ReadonlySignal<readonly SeatRow[]>;
  /** Boards of the current round by id; a board is there once it has a move. The map changes when boards come or go. */
  readonly wall: ReadonlySignal<ReadonlyMap<string, WallBoard>>;
  /** Distribution, medals, commonest wrong moves of the current round; who is stuck stands in `seats`. */
  readonly insight: ReadonlySignal<Insight | null>;

  /** Any order; those below are shorthands. */
  command(command: HostCommand): Asked<null>;
  /** From the lobby or a review to the next round (which waits in `briefing` if the options say so). */
  next(): Asked<null>;
  /** From the briefing to play; in a duel first to writing. */
  start(): Asked<null>;
  end(): Asked<null>;
  /** Leaves the round without counting it; `hasBegun` where somebody has played and the host is not `sure`. */
  skip(sure: boolean): Asked<null>;
  pause(): Asked<null>;
  resume(): Asked<null>;
  extend(ms: number): Asked<null>;
  freeze(on: boolean): Asked<null>;
  lock(on: boolean): Asked<null>;
  setOptions(patch: OptionsPatch): Asked<null>;
  setPlaylist(levels: readonly string[]): Asked<null>;
  spotlight(seat: number | null, named?: boolean): Asked<null>;
  podium(): Asked<null>;
  closeLesson(): Asked<null>;
  rename(seat: number, name: string): Asked<null>;
  mute(seat: number, on: boolean): Asked<null>;
  remove(seat: number, block: boolean): Asked<null>;
  restore(seat: number): Asked<null>;
  admit(seat: number, on: boolean): Asked<null>;
  setTeam(seat: number, team: number): Asked<null>;
  hint(seat: number | null, hint: HintBody): Asked<null>;

  report(): Asked<ClassReport>;
  /** The report as a file for a spreadsheet; `text` starts with a byte order mark. */
  reportCsv(): Asked<{ readonly fileName: string; readonly text: string }>;
  /** Deletes the class and everything about it, at once and for good. */
  deleteClass(): Asked<null>;
}

export interface ClassProjector extends ClassSeat {
  /** Names in the lobby, in order of coming; muted ones by their alias. */
  readonly names: ReadonlySignal<readonly string[]>;
  readonly insight: ReadonlySignal<Insight | null>;
  /** The board that the host put in the spotlight, and its name if the host said so. */
  readonly spotlight: ReadonlySignal<{ readonly board: WallBoard; readonly name: string | null } | null>;
}
