import { useState } from 'preact/hooks';
import type { Asked, ClassTrouble } from '../../../host/class.ts';

export interface Orders {
  /** What went wrong last; null after one that was followed. */
  readonly trouble: ClassTrouble | null;
  readonly busy: boolean;
  /** Waits for the answer, remembers what is wrong with it, and passes it on. */
  give<T>(asked: Asked<T>): Asked<T>;
  forget(): void;
}

/** Asks the server and keeps what it minds, to be shown where the question was asked. */
export function useOrders(): Orders {
  const [trouble, setTrouble] = useState<ClassTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    trouble,
    busy,
    async give(asked) {
      setBusy(true);
      const answer = await asked;
      setBusy(false);
      setTrouble(answer.ok ? null : answer.error);
      return answer;
    },
    forget: () => setTrouble(null),
  };
}
