import { batch, type Signal, signal } from '@preact/signals';
import { err, ok } from '../../shared/base/result.ts';
import type { DuelRequest } from '../../shared/class/duel.ts';
import type { Action, Rejection } from '../../shared/game/action.ts';
import type { HintView, LessonView, OwnView } from '../../shared/protocol/class.ts';
import type { WriteAnswer } from '../../shared/protocol/class-messages.ts';
import type { LogMessage } from '../../shared/protocol/messages.ts';
import type { Asked, ClassStudent, SeatTicket } from './class.ts';
import type { ClassApi } from './class-api.ts';
import { ClassBase, type Levels } from './class-base.ts';
import { ClassLine } from './class-line.ts';
import { OwnBoard } from './class-own-board.ts';
import { TeamBoard } from './class-team-board.ts';
import type { Host } from './host.ts';
import type { Keep } from './keep.ts';
import { Shelf } from './shelf.ts';

/** A student's seat. */
export class StudentSeat extends ClassBase implements ClassStudent {
  readonly seatLink: string;
  readonly own: Signal<OwnView | null> = signal(null);
  readonly board: Signal<Host | null> = signal(null);
  readonly hints: Signal<readonly HintView[]> = signal([]);
  readonly lastPlaced: ClassStudent['lastPlaced'];
  readonly #api: ClassApi;
  readonly #key: string;
  readonly #keep: Keep;
  readonly #forgotten: () => void;
  #board: OwnBoard | TeamBoard | null = null;
  /** What the board is for: another one is made when this changes. */
  #boardKey = '';
  #homeworkRound = 0;

  constructor(api: ClassApi, ticket: SeatTicket, levels: Levels, keep: Keep, forgotten: () => void) {
    const { code, key } = ticket;
    const line = new ClassLine(api, code, key);
    super(code, line, levels);
    this.#api = api;
    this.#key = key;
    this.#keep = keep;
    this.#forgotten = forgotten;
    this.seatLink = `${code}.${key}`;
    const lastPlaced: Signal<{ seat: number; serial: number } | null> = signal(null);
    this.lastPlaced = lastPlaced;
    line.on('own', (own) => {
      batch(() => {
        this.own.value = own;
        this.#refresh();
      });
    });
    line.on('hint', (hint) => {
      if (this.hints.peek().some(({ serial }) => serial === hint.serial)) return;
      this.hints.value = [...this.hints.peek(), hint];
    });
    line.on<LogMessage>('log', (change) => {
      if (this.#board instanceof OwnBoard) this.#board.hearLog(change);
    });
    line.on('placed', (placed) => {
      if (this.#board instanceof TeamBoard) this.#board.hearPlaced(placed);
      lastPlaced.value = { seat: placed.seat, serial: (lastPlaced.peek()?.serial ?? 0) + 1 };
    });
    line.onUp = () => this.#board?.up();
    line.onDown = () => this.#board?.down();
    line.start();
  }

  ready(on: boolean): void {
    this.line.send('ready', { on });
  }

  hintTaken(index: number): void {
    const round = this.#board?.round;
    if (round !== undefined) this.line.send('hintTaken', { round, index });
  }

  openRound(round: number): void {
    this.#homeworkRound = round;
    this.#refresh();
  }

  async write(requests: readonly DuelRequest[]): Asked<{ rejection: Rejection | null }> {
    const round = this.lesson.peek()?.round ?? -1;
    try {
      const answer = await this.line.request<WriteAnswer>('write', { round, requests });
      if (answer.kind === 'written') return ok({ rejection: null });
      if (answer.kind === 'rejected') return ok({ rejection: answer.reason });
      if (answer.why === 'tooFrequent')
        return err({ code: 'tooFrequent', retryAfterMs: answer.retryAfterMs ?? 1000 });
      return err({
        code: answer.why === 'roundOver' ? 'notNow' : answer.why === 'malformed' ? 'malformed' : 'noAnswer',
      });
    } catch {
      return err({ code: this.line.isUp ? 'noAnswer' : 'unreachable' });
    }
  }

  forget(): void {
    this.close();
    this.#keep.clear();
    this.#forgotten();
  }

  override close(): void {
    this.#board?.close();
    super.close();
  }

  protected override onLesson(lesson: LessonView): void {
    const round = lesson.dueMs === null ? lesson.round : null;
    if (round !== null && this.hints.peek().some((hint) => hint.round !== round))
      this.hints.value = this.hints.peek().filter((hint) => hint.round === round);
    this.#refresh();
    if (this.#board instanceof OwnBoard) this.#board.wake();
  }

  /** The board that lesson and seat ask for now. */
  #refresh(): void {
    const lesson = this.lesson.peek();
    const own = this.own.peek();
    if (!lesson || !own) return;
    const isHomework = lesson.dueMs !== null;
    const isShown = lesson.phase === 'playing' || lesson.phase === 'review';
    const round = isHomework ? this.#homeworkRound : lesson.round;
    const id = lesson.rounds[round]?.level;
    if (own.status !== 'in' || !isShown || id === undefined) {
      this.#show('', null);
      return;
    }
    // The board comes right after the phase; until then it is not known which level a duel has.
    if (!isHomework && own.board?.round !== round) return;
    const custom = isHomework ? null : (own.board?.level ?? null);
    const playable = custom ? this.levels.make(custom) : this.levels.playable(id);
    if (!playable) {
      // The server has a level that this page does not know: it is older than the server.
      this.line.end('otherVersion');
      return;
    }
    const key = `${round} ${lesson.mode === 'shared' ? own.team : ''} ${playable.rules}`;
    if (key === this.#boardKey) return;
    const closure = (): Rejection | null => this.#closure(round);
    const board =
      lesson.mode === 'shared'
        ? new TeamBoard(playable, round, this.line, closure)
        : new OwnBoard(
            playable,
            new Shelf(this.#keep, key),
            round,
            this.line,
            closure,
            (actions) => this.#handIn(round, actions),
            () => this.line.end('otherVersion'),
          );
    this.#show(key, board);
  }

  async #handIn(round: number, actions: readonly Action[]): Promise<'done' | 'later'> {
    const answer = await this.#api.attempt(this.code, this.#key, { round, actions: [...actions] });
    if (answer.ok) return 'done';
    const { code, retryAfterMs } = answer.error;
    return code === 'unreachable' || code === 'noAnswer' || retryAfterMs !== undefined ? 'later' : 'done';
  }

  #show(key: string, board: OwnBoard | TeamBoard | null): void {
    if (key === this.#boardKey && board === null) return;
    this.#board?.close();
    this.#board = board;
    this.#boardKey = key;
    this.board.value = board;
  }

  #closure(round: number): Rejection | null {
    const lesson = this.lesson.peek();
    const isCurrent = lesson && (lesson.dueMs !== null || lesson.round === round);
    if (!isCurrent || lesson.phase !== 'playing') return { reason: 'roundOver' };
    return lesson.frozen ? { reason: 'frozen' } : null;
  }
}
