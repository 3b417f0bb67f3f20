import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { allOrigins, isLoopback, networkOrigins } from '../../server/addresses.ts';

const at = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;
const interfaces = {
  lo: [at('127.0.0.1', true), at('::1', true)],
  docker0: [at('172.17.0.1')],
  usb0: [at('169.254.3.4')],
  wlan0: [at('fe80::1'), at('192.168.1.20')],
  vpn: [at('100.64.0.3')],
  eth0: [at('10.1.2.3')],
};

test.each<[string, string | undefined, string[]]>([
  ['all interfaces', undefined, ['192.168.1.20', '10.1.2.3', '172.17.0.1', '100.64.0.3']],
  ['all interfaces, said', '0.0.0.0', ['192.168.1.20', '10.1.2.3', '172.17.0.1', '100.64.0.3']],
  ['itself alone', '127.0.0.1', []],
  ['itself by name', 'localhost', []],
  ['one address', '10.1.2.3', ['10.1.2.3']],
  ['one address of six', 'fd00::5', ['[fd00::5]']],
])('a server that listens to %s', (_what, host, expected) => {
  expect(networkOrigins(host, 2567, interfaces)).toEqual(expected.map((one) => `http://${one}:2567`));
});

test('what is printed begins with what the person at the machine opens', () => {
  expect(allOrigins(undefined, 2567)[0]).toBe('http://localhost:2567');
  expect(allOrigins('::1', 80)).toEqual(['http://[::1]:80']);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['::ffff:127.0.0.1', true],
  ['[::1]', true],
  ['192.168.1.2', false],
  ['localhost.evil.example', false],
  ['', false],
])('%s is the machine itself: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));
