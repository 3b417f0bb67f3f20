import { type Signal, signal } from '@preact/signals';
import type { AddressesAnswer } from '../../../shared/protocol/http.ts';

/**
 * The address at which others find this server: where the page came from, but a teacher who opened `localhost` gets what
 * the machine is called on the network, because `localhost` on a student's device is the student's device.
 */
export const origin: Signal<string> = signal(location.origin);

/** Whether nobody but this machine can come: it was opened as `localhost`, and the server knows of no other address. */
export const isAlone: Signal<boolean> = signal(false);

const ownNames = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

let asked: Promise<void> | null = null;

/** Asks the server once, where there is reason to. */
export function findOrigin(): Promise<void> {
  // While developing, pages come from another server than the one that is asked.
  if (import.meta.env.DEV || !ownNames.test(location.hostname)) return Promise.resolve();
  asked ??= ask().catch(() => {
    asked = null;
  });
  return asked;
}

async function ask(): Promise<void> {
  const response = await fetch('/api/addresses', { cache: 'no-store' });
  const { origins } = (await response.json()) as AddressesAnswer;
  const [found] = origins;
  isAlone.value = found === undefined;
  if (found !== undefined) origin.value = found;
}
