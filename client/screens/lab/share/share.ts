import { defaultVersion, knownVersion } from '../versions.ts';

/** What a link holds: the program, the version, and the moment. */
export type Shared = { readonly source: string; readonly version: string; readonly step: number };

/** More text than this is no link of ours. */
const MAX_SOURCE = 100_000;

/** The part of a link after `#`: deflated JSON in URL-safe base64. */
export async function encodeShare(shared: Shared): Promise<string> {
  const text = JSON.stringify([1, shared.version, shared.step, shared.source]);
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
    const [format, version, step, source] = JSON.parse(await new Response(stream).text()) as unknown[];
    if (format !== 1 || typeof source !== 'string' || source.length > MAX_SOURCE) return null;
    return {
      source,
      version: knownVersion(version) ?? defaultVersion,
      step: typeof step === 'number' && step >= 0 ? Math.floor(step) : 0,
    };
  } catch {
    return null;
  }
}
