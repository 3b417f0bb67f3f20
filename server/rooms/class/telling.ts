/** What is told to whom, and when: everything a role has to know when it comes, and what changed, a few times a second. */
import { standingsFor } from '../../../shared/class/results.ts';
import type { Committed } from '../../games/game.ts';
import type { Audience } from './audience.ts';
import type { Board } from './boards.ts';
import type { LiveClass } from './live.ts';
import type { Seat } from './records.ts';
import {
  insightView,
  lessonView,
  namesView,
  ownView,
  publicName,
  reviewView,
  seatRow,
  standingsView,
} from './views.ts';
import { Wall, wholeBoards } from './wall.ts';

export class Telling {
  readonly #live: LiveClass;
  readonly #wall = new Wall();
  readonly #dirtyRows = new Set<Seat>();
  #isInsightDirty = false;
  #areNamesDirty = false;

  constructor(live: LiveClass) {
    this.#live = live;
  }

  /** The student's row changed for the host; `counts` also the numbers of the class. */
  touchSeat(seat: Seat, counts = true): void {
    this.#dirtyRows.add(seat);
    if (counts) this.#isInsightDirty = true;
  }

  touchInsight(): void {
    this.#isInsightDirty = true;
  }

  touchNames(): void {
    this.#areNamesDirty = true;
  }

  lesson(): void {
    this.#audience.toAll('lesson', lessonView(this.#live));
  }

  own(seat: Seat): void {
    if (seat.connections > 0) this.#audience.toSeat(seat.seat, 'own', ownView(this.#live, seat));
  }

  everybodyOwn(): void {
    for (const seat of this.#live.seats.values()) this.own(seat);
  }

  /** Board of the best and replays, to each as the options let them see it. */
  results(): void {
    const live = this.#live;
    const named = standingsView(live, true);
    const open = standingsView(live, false);
    const review = reviewView(live);
    if (named) this.#audience.toHosts('standings', named);
    if (open) {
      const { board } = live.lesson.options;
      this.#audience.toProjectors('standings', standingsFor(open, board, null));
      for (const { seat, connections } of live.seatsIn())
        if (connections > 0) this.#audience.toSeat(seat, 'standings', standingsFor(open, board, seat));
    }
    if (review) this.#audience.toAll('review', review);
  }

  /** All that a student who just came has to know. */
  student(seat: Seat): void {
    const live = this.#live;
    const audience = this.#audience;
    audience.toSeat(seat.seat, 'lesson', lessonView(live));
    audience.toSeat(seat.seat, 'own', ownView(live, seat));
    if (seat.status !== 'in') return;
    for (const hint of live.hintsOf(seat)) audience.toSeat(seat.seat, 'hint', hint);
    const open = standingsView(live, false);
    const { board } = live.lesson.options;
    if (open) audience.toSeat(seat.seat, 'standings', standingsFor(open, board, seat.seat));
    const review = reviewView(live);
    if (review) audience.toSeat(seat.seat, 'review', review);
  }

  /** The host's desk, whole. */
  hosts(): void {
    const live = this.#live;
    const audience = this.#audience;
    if (!audience.hasHosts) return;
    audience.toHosts('lesson', lessonView(live));
    audience.toHosts('seats', {
      all: true,
      rows: [...live.seats.values()].map((seat) => seatRow(live, seat)),
    });
    audience.toHosts('insight', insightView(live));
    const standings = standingsView(live, true);
    if (standings) audience.toHosts('standings', standings);
    const review = reviewView(live);
    if (review) audience.toHosts('review', review);
    this.wall();
  }

  projectors(): void {
    const live = this.#live;
    const audience = this.#audience;
    if (!audience.hasProjectors) return;
    audience.toProjectors('lesson', lessonView(live));
    audience.toProjectors('names', namesView(live));
    audience.toProjectors('insight', insightView(live));
    const open = standingsView(live, false);
    if (open) audience.toProjectors('standings', standingsFor(open, live.lesson.options.board, null));
    const review = reviewView(live);
    if (review) audience.toProjectors('review', review);
    this.spotlight();
  }

  /** The wall from its start, to those who watch it. */
  wall(): void {
    const audience = this.#audience;
    if (audience.hasHosts) {
      const boards = [...this.#live.boards.all()].filter((board) => this.#live.isShown(board));
      let anew = true;
      for (const board of boards) {
        // One message a board: a long lesson is more than one frame should hold.
        for (const piece of wholeBoards([board])) {
          audience.toHosts('wall', { anew, pieces: [piece] });
          anew = false;
        }
      }
      if (anew) audience.toHosts('wall', { anew, pieces: [] });
    }
    this.spotlight();
  }

  spotlight(): void {
    const audience = this.#audience;
    if (!audience.hasProjectors) return;
    const board = this.#spotlightBoard();
    const pieces = board ? wholeBoards([board]) : [];
    const { spotlight } = this.#live.lesson;
    const seat = spotlight ? this.#live.seats.get(spotlight.seat) : undefined;
    const name = spotlight?.named && seat ? publicName(seat) : null;
    audience.toProjectors('spotlight', { name });
    if (pieces.length === 0) audience.toProjectors('wall', { anew: true, pieces: [] });
    for (const [index, piece] of pieces.entries())
      audience.toProjectors('wall', { anew: index === 0, pieces: [piece] });
  }

  /** Moves are on the disk: to the wall with the next beat, to the others at the board at once. */
  moves(board: Board, change: Committed): void {
    this.#wall.push(board, change.session, change.from, change.actions);
    if (board.team !== null) this.#placed(board, change);
    else if (board.seat !== null) {
      const { by, ...log } = change;
      this.#audience.toSeat(board.seat, 'log', log, by);
    }
  }

  flushMoves(): void {
    this.#wall.flush(this.#audience, this.#spotlightBoard());
  }

  /** Rows, numbers and names that changed since the last time. */
  flushRows(): void {
    const live = this.#live;
    const audience = this.#audience;
    if (this.#dirtyRows.size > 0) {
      if (audience.hasHosts)
        audience.toHosts('seats', {
          all: false,
          rows: [...this.#dirtyRows].map((seat) => seatRow(live, seat)),
        });
      this.#dirtyRows.clear();
    }
    if (this.#isInsightDirty) {
      this.#isInsightDirty = false;
      if (audience.hasHosts || audience.hasProjectors) {
        const insight = insightView(live);
        audience.toHosts('insight', insight);
        audience.toProjectors('insight', insight);
      }
    }
    if (this.#areNamesDirty) {
      this.#areNamesDirty = false;
      if (audience.hasProjectors) audience.toProjectors('names', namesView(live));
    }
  }

  get #audience(): Audience {
    return this.#live.audience;
  }

  #placed(board: Board, { session, from, actions, hash }: Committed): void {
    const seats = this.#live.seatsOf(board);
    for (const [index, action] of actions.entries()) {
      const seq = from + index;
      const op = board.ops.get(seq) ?? -1;
      board.ops.delete(seq);
      const body = { round: board.round, session, seq, action, seat: board.movers[seq], op, hash };
      for (const seat of seats) if (seat.connections > 0) this.#audience.toSeat(seat.seat, 'placed', body);
    }
    if (this.#live.lesson.options.turns === 'inTurn') for (const seat of seats) this.own(seat);
  }

  #spotlightBoard(): Board | undefined {
    const { spotlight } = this.#live.lesson;
    const seat = spotlight ? this.#live.seats.get(spotlight.seat) : undefined;
    return seat && this.#live.boardOf(seat);
  }
}
