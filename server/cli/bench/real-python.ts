/** The CPython of this machine that a benchmark compares with. */
import { spawnSync } from 'node:child_process';

export type RealPython = {
  /** What to call. */
  readonly name: string;
  /** E.g. `3.12.1`. */
  readonly version: string;
};

/** The first CPython 3.8 or later among `names` (those that are usually there), or null. */
export function findRealPython(
  names: readonly string[] = ['python3.11', 'python3', 'python'],
): RealPython | null {
  for (const name of names) {
    const version = cpythonVersion(name);
    if (version !== null) return { name, version };
  }
  return null;
}

function cpythonVersion(python: string): string | null {
  const code = 'import sys; print(sys.implementation.name, *sys.version_info[:3])';
  const run = spawnSync(python, ['-I', '-S', '-c', code], { encoding: 'utf8' });
  const [name, major, minor, micro] = (run.stdout ?? '').trim().split(' ');
  return name === 'cpython' && major === '3' && Number(minor) >= 8 ? `3.${minor}.${micro}` : null;
}
