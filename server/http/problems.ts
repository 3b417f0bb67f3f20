import type { ErrorRequestHandler, Response } from 'express';
import type { ErrorAnswer } from '../../shared/protocol/http.ts';

/** An answer that is not what was asked for: status, a word for programs, a sentence for people. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, sentence: string, retryAfterMs?: number) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export function sendProblem(response: Response, problem: HttpProblem): void {
  if (problem.retryAfterMs !== undefined)
    response.set('Retry-After', String(Math.ceil(problem.retryAfterMs / 1000)));
  const body: ErrorAnswer = { error: { code: problem.code, message: problem.message } };
  response.status(problem.status).set('Cache-Control', 'no-store').json(body);
}

/** The last handler: nobody outside ever sees a stack trace. */
export const answerProblems: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  sendProblem(response, asProblem(error));
};

function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  // What the body parser throws says what is wrong in `type`.
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large') return new HttpProblem(413, 'tooLarge', 'The request is too large.');
  if (typeof type === 'string')
    return new HttpProblem(400, 'malformed', 'The body of the request is not valid JSON.');
  if (error instanceof URIError) return new HttpProblem(400, 'malformed', 'The address is not valid.');
  console.error('http:', error);
  return new HttpProblem(500, 'internal', 'Something went wrong here. Please try again.');
}
