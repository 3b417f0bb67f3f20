import { expect, test } from 'vitest';
import { hasRoute, matchRoute, routes } from '../../client/app/routes.ts';
import { pages } from '../../shared/protocol/pages.ts';

test.each([
  ['/', '/', {}],
  ['/play', '/play', {}],
  ['/play/', '/play', {}],
  ['/play/pools-01', '/play/:levelId', { levelId: 'pools-01' }],
  ['/play/a%20b', '/play/:levelId', { levelId: 'a b' }],
  ['/settings', '/settings', {}],
  ['/play/a/b', '*', {}],
  ['/play/%E0%A4%A', '*', {}],
  ['/nowhere', '*', {}],
])('%s is %s', (pathname, path, params) => {
  const match = matchRoute(pathname);
  expect(match.route.path).toBe(path);
  expect(match.params).toEqual(params);
});

test('a door opens only where there is a page', () => {
  expect(hasRoute('/play')).toBe(true);
  const later = { path: '/lab', title: 'title.home', load: routes[0].load };
  expect(hasRoute('/lab', [...routes, later])).toBe(true);
  expect(hasRoute('/no/such/page')).toBe(false);
});

test('the server knows every page', () => {
  for (const { path } of routes) expect(pages).toContain(path.split('/')[1]);
});
