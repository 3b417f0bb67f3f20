import { defaultVersion, knownVersion } from '../versions.ts';

/** What a link holds: the program, the version, and the moment: a line step, or an instruction within it. */
export type Shared = {
  readonly source: string;
  readonly version: string;
  readonly step: number;
  /** The moment is in the middle of a line. */
  readonly instruction?: number;
};

/** More text than this is no link of ours. */
const MAX_SOURCE = 100_000;

/** The part of a link after `#`: deflated JSON in URL-safe base64. */
export async function encodeShare(shared: Shared): Promise<string> {
  const { version, step, source, instruction } = shared;
  const parts = [1, version, step, source, ...(instruction === undefined ? [] : [instruction])];
  const text = JSON.stringify(parts);
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The program in a link, or null where there is none that can be read. */
export async function decodeShare(hash: string): Promise<Shared | null> {
  const coded = hash.replace(/^#/, '');
  if (coded === '' || !/^[\w-]+$/.test(coded)) return null;
  try {
    const binary = atob(coded.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const [format, version, step, source, instruction] = JSON.parse(
      await new Response(stream).text(),
    ) as unknown[];
    if (format !== 1 || typeof source !== 'string' || source.length > MAX_SOURCE) return null;
    return {
      source,
      version: knownVersion(version) ?? defaultVersion,
      step: isCount(step) ? step : 0,
      ...(isCount(instruction) ? { instruction } : {}),
    };
  } catch {
    return null;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
