/** Addresses that a host hands out. Keys stand behind `#`, which no server and no proxy gets to see. */
import { origin } from './origin.ts';

/** What the QR code holds: the code comes along. */
export function joinLink(code: string): string {
  return `${origin.value}/join/${code}`;
}

export function projectorAddress(code: string, projectorLink: string, at = origin.value): string {
  return `${at}/host/${code}/projector#${projectorLink}`;
}

export function hostAddress(hostLink: string): string {
  return `${origin.value}/host#${hostLink}`;
}
