import { err, ok } from '../../shared/base/result.ts';
import type { ClassPlan } from '../../shared/class/options.ts';
import type { ClassReport } from '../../shared/class/report.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import type {
  AsideAnswer,
  AsideRequest,
  ClassLook,
  ClassTicket,
  JoinAnswer,
} from '../../shared/protocol/class-http.ts';
import type { ErrorAnswer } from '../../shared/protocol/http.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/limits.ts';
import type { Asked, ClassTrouble } from './class.ts';

const TIMEOUT_MS = 10_000;
const REPORT_TIMEOUT_MS = 60_000;

/** The HTTP interface of classes. Never rejects. */
export class ClassApi {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin.replace(/\/$/, '');
  }

  create(plan: ClassPlan): Asked<ClassTicket> {
    return this.#json('POST', '', null, plan);
  }

  look(code: string): Asked<ClassLook> {
    return this.#json('GET', `/${encodeURIComponent(code)}`, null);
  }

  join(code: string, key: string, name: string): Asked<JoinAnswer> {
    return this.#json('POST', `/${code}/join`, key, { name });
  }

  /** A place in the class's room, for Colyseus. */
  connect(code: string, key: string): Asked<unknown> {
    return this.#json('POST', `/${code}/connect`, key, {
      protocol: PROTOCOL_VERSION,
      engine: ENGINE_VERSION,
    });
  }

  /** Hands in what a device played on a round's board while another one of the seat went on. */
  attempt(code: string, key: string, aside: AsideRequest): Asked<AsideAnswer> {
    return this.#json('POST', `/${code}/attempt`, key, aside, REPORT_TIMEOUT_MS);
  }

  report(code: string, key: string): Asked<ClassReport> {
    return this.#json('GET', `/${code}/report`, key, undefined, REPORT_TIMEOUT_MS);
  }

  async reportCsv(code: string, key: string): Asked<string> {
    const answer = await this.#ask('GET', `/${code}/report.csv`, key, undefined, REPORT_TIMEOUT_MS);
    if (!answer.ok) return answer;
    // `text()` would swallow the mark that spreadsheets need.
    const bytes = await answer.value.arrayBuffer().catch(() => null);
    return bytes
      ? ok(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
      : err({ code: 'noAnswer' });
  }

  delete(code: string, key: string): Asked<unknown> {
    return this.#json('DELETE', `/${code}`, key);
  }

  async #json<T>(
    method: string,
    path: string,
    key: string | null,
    body?: unknown,
    timeoutMs = TIMEOUT_MS,
  ): Asked<T> {
    const answer = await this.#ask(method, path, key, body, timeoutMs);
    if (!answer.ok) return answer;
    try {
      return ok((await answer.value.json()) as T);
    } catch {
      return err({ code: 'unreachable' });
    }
  }

  async #ask(
    method: string,
    path: string,
    key: string | null,
    body: unknown,
    timeoutMs: number,
  ): Asked<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.origin}/api/class${path}`, {
        method,
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
      });
    } catch {
      return err({ code: 'unreachable' });
    }
    if (response.ok) return ok(response);
    const answer = (await response.json().catch(() => null)) as Partial<ErrorAnswer> | null;
    if (!answer?.error) return err({ code: 'unreachable' });
    const wait = Number(response.headers.get('retry-after'));
    const code = answer.error.code as ClassTrouble['code'];
    return err(wait > 0 ? { code, retryAfterMs: wait * 1000 } : { code });
  }
}
