/** Addresses that a host hands out. Keys stand behind `#`, which no server and no proxy gets to see. */

/** What the QR code holds: the code comes along. */
export function joinLink(code: string): string {
  return `${location.origin}/join/${code}`;
}

export function projectorAddress(code: string, projectorLink: string): string {
  return `${location.origin}/host/${code}/projector#${projectorLink}`;
}

export function hostAddress(hostLink: string): string {
  return `${location.origin}/host#${hostLink}`;
}
