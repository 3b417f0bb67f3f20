import { useEffect, useState } from 'preact/hooks';
import type { Asked } from '../../../host/class.ts';
import { Toggle } from '../../../parts/Choice.tsx';

export interface OrderToggleProps {
  readonly label: string;
  readonly note?: string;
  /** As the server has it. */
  readonly on: boolean;
  readonly order: (on: boolean) => Asked<unknown>;
}

/** A switch whose state is the server's: it moves under the finger at once, and back where the order was not followed. */
export function OrderToggle({ label, note, on, order }: OrderToggleProps) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  useEffect(() => setWanted(null), [on]);
  return (
    <Toggle
      label={label}
      note={note}
      on={wanted ?? on}
      onChange={async (next) => {
        setWanted(next);
        const answer = await order(next);
        if (!answer.ok) setWanted(null);
      }}
    />
  );
}
