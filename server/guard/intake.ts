import type { z } from 'zod';
import { limits, rates } from '../../shared/protocol/limits.ts';
import type { RefusedAnswer } from '../../shared/protocol/messages.ts';
import { actionProblem } from '../../shared/protocol/wire.ts';
import { Bucket } from './bucket.ts';
import type { Counters } from './counters.ts';

/** A message that may be acted upon, or the answer that says why not. */
export type Taken<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly answer: RefusedAnswer };

/**
 * What stands between one connection and the game: a message is counted, slowed down and checked here, and whatever is
 * wrong with it becomes an answer. It never throws and never closes the connection.
 */
export class Intake {
  readonly #counters: Counters;
  readonly #bucket = new Bucket(rates.socketMessages, performance.now());

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  take<T>(schema: z.ZodType<T>, message: unknown): Taken<T> {
    this.#counters.add('messages');
    const waitMs = this.#bucket.take(performance.now());
    if (waitMs > 0) return { ok: false, answer: this.refuse('tooFrequent', undefined, waitMs) };
    try {
      const parsed = schema.safeParse(message);
      if (parsed.success) return { ok: true, value: parsed.data };
      return { ok: false, answer: this.refuse(...explain(parsed.error, message)) };
    } catch {
      // A value made to make a check throw (a cycle, a getter) is as malformed as any other.
      return { ok: false, answer: this.refuse('malformed') };
    }
  }

  /** Counts a refusal and words it. */
  refuse(why: RefusedAnswer['why'], detail?: string, retryAfterMs?: number): RefusedAnswer {
    this.#counters.add(`refused.${why}`);
    return {
      kind: 'refused',
      why,
      ...(detail === undefined ? {} : { detail }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
}

function explain(error: z.ZodError, message: unknown): [RefusedAnswer['why'], string] {
  const actions: unknown = (message as { actions?: unknown } | null | undefined)?.actions;
  if (Array.isArray(actions)) {
    if (actions.length > limits.actionsPerMessage)
      return ['tooLarge', `at most ${limits.actionsPerMessage} actions in a message`];
    if (actions.some((action) => actionProblem(action) === 'tooLarge'))
      return ['tooLarge', `an action has at most ${limits.actionBytes} bytes`];
  }
  const issue = error.issues[0];
  return ['malformed', `${issue.path.map(String).join('.') || 'message'}: ${issue.message}`.slice(0, 200)];
}
