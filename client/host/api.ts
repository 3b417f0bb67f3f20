import type {
  AttemptAnswer,
  ErrorAnswer,
  HistogramAnswer,
  ImportAnswer,
  ProgressAnswer,
  ResetAnswer,
  SeatRequest,
} from '../../shared/protocol/http.ts';
import type { ActAnswer, ActRequest, SyncAnswer, SyncRequest } from '../../shared/protocol/messages.ts';
import type { AttemptRecord } from './record.ts';

/** The server did not answer, or what answers is not our server (a static host, a login page of a network). */
export class Unreachable extends Error {}

/** The server said no. */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const TIMEOUT_MS = 10_000;
const IMPORT_TIMEOUT_MS = 120_000;

/** The HTTP interface of the server, as one player. Every call rejects with `Unreachable` or `ServerRefusal`. */
export class Api {
  readonly origin: string;
  readonly #key: () => string;

  constructor(origin: string, key: () => string) {
    this.origin = origin.replace(/\/$/, '');
    this.#key = key;
  }

  /** A seat reservation for Colyseus. */
  seat(request: SeatRequest): Promise<unknown> {
    return this.#call('POST', '/api/rooms/solo', request);
  }

  sync(level: string, request: SyncRequest): Promise<SyncAnswer> {
    return this.#call('POST', `/api/levels/${encodeURIComponent(level)}/sync`, request);
  }

  act(level: string, request: ActRequest): Promise<ActAnswer> {
    return this.#call('POST', `/api/levels/${encodeURIComponent(level)}/act`, request);
  }

  handIn(attempt: AttemptRecord): Promise<AttemptAnswer> {
    return this.#call('POST', '/api/attempts', attempt);
  }

  progress(): Promise<ProgressAnswer> {
    return this.#call('GET', '/api/progress');
  }

  reset(): Promise<ResetAnswer> {
    return this.#call('DELETE', '/api/progress');
  }

  export(): Promise<unknown> {
    return this.#call('GET', '/api/progress/export');
  }

  import(data: unknown): Promise<ImportAnswer> {
    return this.#call('POST', '/api/progress/import', data, IMPORT_TIMEOUT_MS);
  }

  histogram(level: string): Promise<HistogramAnswer> {
    return this.#call('GET', `/api/levels/${encodeURIComponent(level)}/histogram`);
  }

  async #call<T>(method: string, path: string, body?: unknown, timeoutMs = TIMEOUT_MS): Promise<T> {
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(this.origin + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#key()}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
      });
      answer = await response.json();
    } catch (error) {
      throw new Unreachable('the server does not answer', { cause: error });
    }
    if (response.ok) return answer as T;
    const problem = (answer as Partial<ErrorAnswer> | null)?.error;
    if (!problem) throw new Unreachable(`something else than the server answers (${response.status})`);
    throw new ServerRefusal(response.status, problem.code, problem.message);
  }
}
