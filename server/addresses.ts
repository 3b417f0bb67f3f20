import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** The most usual networks of schools and homes first; those of virtual machines are mostly among the others. */
const usual: readonly RegExp[] = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

/**
 * What others on the network may type to find this machine, the likeliest first; nothing where the server listens to
 * itself alone. `host` is the setting, `port` the one that it got.
 */
export function networkOrigins(
  host: string | undefined,
  port: number,
  interfaces: Interfaces = networkInterfaces(),
): string[] {
  if (host && !listensToAll(host)) return isLoopback(host) ? [] : [originOf(host, port)];
  const rank = (address: string): number => {
    const at = usual.findIndex((range) => range.test(address));
    return at < 0 ? usual.length : at;
  };
  return Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address)
    .sort((a, b) => rank(a) - rank(b))
    .map((address) => originOf(address, port));
}

/** Where to find us: this machine's own name for itself first, then what others on the network may type. */
export function allOrigins(host: string | undefined, port: number): string[] {
  if (host && !listensToAll(host)) return [originOf(host, port)];
  return [originOf('localhost', port), ...networkOrigins(host, port).slice(0, 3)];
}

/** Whether a host name or address can mean nothing but the machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return name === 'localhost' || name === '::1' || /^127\./.test(name);
}

function listensToAll(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
