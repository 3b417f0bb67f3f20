import { useEffect, useMemo, useState } from 'preact/hooks';
import { readCode } from '../../../../shared/class/code.ts';
import type { ClassHost, ClassProjector, ClassStudent } from '../../../host/class.ts';
import { classrooms } from '../../../state/classes.ts';
import { type Closable, Keeper } from './keeper.ts';

const keeper = new Keeper();

/** The seat that this browser has in the class, open while the page is; null where it has none. */
export function useStudent(code: string): ClassStudent | null {
  return useKept(`seat ${code}`, () => classrooms.student(code));
}

/** The host's desk of the class; null where its key is not in this browser. */
export function useHost(code: string): ClassHost | null {
  return useKept(`desk ${code}`, () => classrooms.host(code));
}

/** The projector's view of the class; null where this browser has no key for it. */
export function useProjector(code: string): ClassProjector | null {
  return useKept(`projector ${code}`, () => classrooms.projector(code));
}

/** The code that a path names, as codes are written; what is none stays as it is, and no class has it. */
export function codeOf(param: string): string {
  return readCode(param) ?? param;
}

/**
 * Takes in a key that the address brings behind `#`, and takes it out of the address: what is copied from there later
 * gives nothing away. Answers what the key opens.
 */
export function useAdopted(): ReturnType<typeof classrooms.adopt> {
  const [adopted] = useState(() => {
    const fragment = location.hash.slice(1);
    if (!fragment) return null;
    const opened = classrooms.adopt(fragment);
    if (opened) history.replaceState(history.state, '', location.pathname);
    return opened;
  });
  return adopted;
}

/** Lets go of the seat, so that the next page opens it anew. */
export function dropStudent(code: string): void {
  keeper.drop(`seat ${code}`);
}

export function dropHost(code: string): void {
  keeper.drop(`desk ${code}`);
}

function useKept<T extends Closable>(id: string, open: () => T | null): T | null {
  const kept = useMemo(() => keeper.take(id, open), [id]);
  useEffect(() => (kept ? keeper.hold(id, kept) : undefined), [id, kept]);
  return kept;
}
