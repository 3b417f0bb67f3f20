import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** A body in every form in which it may be asked for. */
export interface Body {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/** Below this, in bytes, compression gains nothing. */
const WORTH_IT = 1024;

/** Compresses `text` once, for many answers. */
export function makeBody(type: string, text: string): Body {
  const plain = Buffer.from(text);
  const etag = etagOf(plain);
  if (plain.length < WORTH_IT) return { type, etag, plain };
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, etag, plain, br, gzip: gzipSync(plain) };
}

export function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** Answers with `body`, in the smallest form that the asker understands, or with 304 if it has it. */
export function sendBody(request: Request, response: Response, body: Body, status = 200): void {
  response.set({ 'Content-Type': body.type, ETag: body.etag, Vary: 'Accept-Encoding' });
  response.status(status);
  const known = request
    .get('if-none-match')
    ?.split(/\s*,\s*/)
    .map((tag) => tag.replace(/^W\//, ''));
  if (status === 200 && known?.includes(body.etag)) {
    response.status(304).end();
    return;
  }
  // Asked one by one: browsers name gzip first, without liking it better.
  const encoding = (['br', 'gzip'] as const).find((form) => body[form] && request.acceptsEncodings(form));
  const bytes = encoding ? body[encoding]! : body.plain;
  if (encoding) response.set('Content-Encoding', encoding);
  response.set('Content-Length', String(bytes.length));
  if (request.method === 'HEAD') response.end();
  else response.end(bytes);
}
