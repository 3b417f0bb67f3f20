import { type Signal, signal } from '@preact/signals';
import { err, ok } from '../../shared/base/result.ts';
import type { HintBody, HostCommand } from '../../shared/class/commands.ts';
import type { OptionsPatch } from '../../shared/class/options.ts';
import type { ClassReport } from '../../shared/class/report.ts';
import type { Insight, SeatRow } from '../../shared/protocol/class.ts';
import type { ClassTicket } from '../../shared/protocol/class-http.ts';
import type { CommandAnswer } from '../../shared/protocol/class-messages.ts';
import type { Asked, ClassHost } from './class.ts';
import type { ClassApi } from './class-api.ts';
import { ClassBase, type Levels } from './class-base.ts';
import { ClassLine } from './class-line.ts';
import { Wall } from './class-wall.ts';

/** The host's desk. */
export class HostDesk extends ClassBase implements ClassHost {
  readonly hostLink: string;
  readonly projectorLink: string;
  readonly seats: Signal<readonly SeatRow[]> = signal([]);
  readonly insight: Signal<Insight | null> = signal(null);
  readonly wall: ClassHost['wall'];
  readonly #api: ClassApi;
  readonly #key: string;
  readonly #deleted: () => void;

  constructor(
    api: ClassApi,
    { code, hostKey, projectorKey }: ClassTicket,
    levels: Levels,
    deleted: () => void,
  ) {
    const line = new ClassLine(api, code, hostKey);
    super(code, line, levels);
    this.#api = api;
    this.#key = hostKey;
    this.#deleted = deleted;
    this.hostLink = `${code}.${hostKey}.${projectorKey}`;
    this.projectorLink = `${code}.${projectorKey}`;
    const wall = new Wall(
      levels,
      (round) => this.lesson.peek()?.rounds[round]?.level,
      () => line.hello(),
    );
    this.wall = wall.boards;
    line.on('wall', (message) => wall.take(message));
    line.on('insight', (insight) => {
      this.insight.value = insight;
    });
    line.on('seats', ({ all, rows }) => {
      const bySeat = new Map(all ? [] : this.seats.peek().map((row) => [row.seat, row]));
      for (const row of rows) bySeat.set(row.seat, row);
      this.seats.value = [...bySeat.values()].sort((a, b) => a.seat - b.seat);
    });
    line.start();
  }

  async command(command: HostCommand): Asked<null> {
    let answer: CommandAnswer;
    try {
      answer = await this.line.request<CommandAnswer>('command', command);
    } catch {
      return err({ code: this.line.isUp ? 'noAnswer' : 'unreachable' });
    }
    if (answer.kind === 'done') return ok(null);
    if (answer.kind === 'not') return err({ code: answer.problem });
    if (answer.why === 'tooFrequent') return err({ code: 'tooFrequent', retryAfterMs: answer.retryAfterMs });
    if (answer.why === 'notAllowed') return err({ code: 'notTheHost' });
    return err({ code: answer.why === 'malformed' ? 'malformed' : 'noAnswer' });
  }

  next = () => this.command({ type: 'next', after: this.#round });
  start = () => this.command({ type: 'start', round: this.#round });
  end = () => this.command({ type: 'end', round: this.#round });
  skip = (sure: boolean) => this.command({ type: 'skip', round: this.#round, sure });
  pause = () => this.command({ type: 'pause' });
  resume = () => this.command({ type: 'resume' });
  extend = (ms: number) => this.command({ type: 'extend', ms });
  freeze = (on: boolean) => this.command({ type: 'freeze', on });
  lock = (on: boolean) => this.command({ type: 'lock', on });
  setOptions = (patch: OptionsPatch) => this.command({ type: 'options', patch });
  setPlaylist = (levels: readonly string[]) => this.command({ type: 'playlist', levels: [...levels] });
  spotlight = (seat: number | null, named = false) => this.command({ type: 'spotlight', seat, named });
  podium = () => this.command({ type: 'podium' });
  closeLesson = () => this.command({ type: 'close' });
  rename = (seat: number, name: string) => this.command({ type: 'rename', seat, name });
  mute = (seat: number, on: boolean) => this.command({ type: 'mute', seat, on });
  remove = (seat: number, block: boolean) => this.command({ type: 'remove', seat, block });
  restore = (seat: number) => this.command({ type: 'restore', seat });
  admit = (seat: number, on: boolean) => this.command({ type: 'admit', seat, on });
  setTeam = (seat: number, team: number) => this.command({ type: 'team', seat, team });
  hint = (seat: number | null, hint: HintBody) => this.command({ type: 'hint', seat, hint });

  report(): Asked<ClassReport> {
    return this.#api.report(this.code, this.#key);
  }

  async reportCsv(): Asked<{ fileName: string; text: string }> {
    const text = await this.#api.reportCsv(this.code, this.#key);
    return text.ok ? ok({ fileName: `pyarena-${this.code}.csv`, text: text.value }) : text;
  }

  async deleteClass(): Asked<null> {
    const answer = await this.#api.delete(this.code, this.#key);
    if (!answer.ok && answer.error.code !== 'noSuchClass') return answer;
    this.line.end('deleted');
    this.#deleted();
    return ok(null);
  }

  get #round(): number {
    return this.lesson.peek()?.round ?? -1;
  }
}
