import { expect, test } from 'vitest';
import { Board } from '../../../client/host/board.ts';
import { Keep, memoryStorage } from '../../../client/host/keep.ts';
import { relate } from '../../../client/host/record.ts';
import { Shelf } from '../../../client/host/shelf.ts';
import type { Action } from '../../../shared/game/action.ts';
import { replay, sessionHash } from '../../../shared/game/session/session.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { ones, toyCatalog } from '../../support/toy.ts';

const add = (n: number): Action => ({ type: 'add', n });
const key = `pa_${'a'.repeat(32)}`;

function shelfIn(storage: Storage = memoryStorage()): Shelf {
  return new Shelf(new Keep(storage, 'test.'), key);
}

function open(id = 'toy-1', shelf = shelfIn()): Board {
  return new Board(toyCatalog.get(id)!, shelf);
}

/** What the server would say of that log. */
function server(log: readonly Action[], session = 's1', id = 'toy-1') {
  const { kind, level, rules } = toyCatalog.get(id)!;
  return { session, log, hash: sessionHash(replay(kind, level, rules, log)) };
}

const logOf = (board: Board) => board.session.value.log;
const notices = (board: Board) => board.notices.value.map(({ type }) => type);

test.each<[string, number[], number[], object]>([
  ['the same', [1, 2], [1, 2], { kind: 'follows', more: [] }],
  ['the other has more', [1], [1, 2, 3], { kind: 'follows', more: [add(2), add(3)] }],
  ['mine has more', [1, 2], [1], { kind: 'leads' }],
  ['both new', [], [], { kind: 'follows', more: [] }],
  ['they part', [1, 2], [1, 3], { kind: 'forked', common: 1 }],
  ['they part at once', [1], [2, 1], { kind: 'forked', common: 0 }],
])('logs: %s', (_name, mine, other, relation) => {
  expect(relate(mine.map(add), other.map(add))).toEqual(relation);
});

test('own moves are pending until acknowledged, and survive the page', () => {
  const shelf = shelfIn();
  const board = open('toy-1', shelf);
  board.dispatch(add(1));
  board.dispatch(add(2));
  expect(board.pending.value).toBe(2);
  expect(board.reconcile(server([]))).toBe(true);
  board.acknowledge(1);
  const again = open('toy-1', shelf);
  expect([logOf(again), again.confirmed, again.serverSession]).toEqual([[add(1), add(2)], 1, 's1']);
});

test('every change tells whose doing it was, with its events', () => {
  const board = open();
  const heard: string[] = [];
  board.onEvents(({ cause, action, events }) => heard.push(`${cause} ${action?.type} ${events.length}`));
  board.dispatch(add(1));
  board.dispatch(add(50));
  board.reconcile(server([add(1), add(2)]));
  board.followServer(2, [add(3)], server([add(1), add(2), add(3)]).hash);
  board.reconcile(server([add(9)]));
  expect(heard).toEqual(['own add 1', 'other add 1', 'other add 1', 'resync undefined 0']);
});

test('the server is behind: what it lacks stays pending', () => {
  const board = open();
  for (const n of [1, 2, 3]) board.dispatch(add(n));
  expect(board.reconcile(server([add(1)]))).toBe(true);
  expect(board.unsent()).toEqual([add(2), add(3)]);
});

test('the logs parted: the server goes on, the own log becomes an attempt, the player is told', () => {
  const shelf = shelfIn();
  const board = open('toy-1', shelf);
  board.reconcile(server([add(1)]));
  board.dispatch(add(2));
  board.reconcile(server([add(1), add(3)]));
  expect(logOf(board)).toEqual([add(1), add(3)]);
  expect(shelf.attempts()).toMatchObject([{ level: 'toy-1', log: [add(1), add(2)] }]);
  expect(notices(board)).toEqual(['attemptKept']);
});

test('a server that lost its data gets the game back', () => {
  const board = open();
  board.reconcile(server([add(1), add(2)]));
  board.reconcile(server([], 's2'));
  expect(board.unsent()).toEqual([add(1), add(2)]);
});

test('a move that the server refuses is taken back, with what was built on it', () => {
  const board = open();
  for (const n of [1, 2, 3]) board.dispatch(add(n));
  board.reconcile(server([]));
  board.takeBack(1, { reason: 'tooMuch' });
  expect(logOf(board)).toEqual([add(1)]);
  expect(board.rejection.value).toMatchObject({ reason: 'tooMuch', action: add(2) });
  expect(notices(board)).toEqual(['resynced']);
});

test('hashes that differ over equal logs are told', () => {
  const board = open();
  expect(board.reconcile({ ...server([add(1)]), hash: '0'.repeat(16) })).toBe(false);
});

test('without a server, tabs of one browser follow each other and settle a fork alike', () => {
  const storage = memoryStorage();
  const [a, b] = [open('toy-1', shelfIn(storage)), open('toy-1', shelfIn(storage))];
  a.dispatch(add(1));
  b.followTab();
  expect(logOf(b)).toEqual([add(1)]);
  // Both move before either hears of the other: each has written, the last one stands in the storage.
  const shelf = shelfIn(storage);
  a.dispatch(add(5));
  const fromA = shelf.readGame('toy-1')!;
  b.dispatch(add(4));
  a.followTab();
  shelf.writeGame('toy-1', fromA);
  b.followTab();
  expect(logOf(a)).toEqual([add(1), add(4)]);
  expect(logOf(b)).toEqual([add(1), add(4)]);
  expect(shelf.attempts().map(({ log }) => log)).toContainEqual([add(1), add(5)]);
});

test('a game of other rules, or one that cannot be replayed, is begun anew, and the player is told', () => {
  for (const change of [{ rules: '0'.repeat(16) }, { engine: 99 }, { log: [add(9), add(9), add(9)] }]) {
    const shelf = shelfIn();
    const board = open('toy-1', shelf);
    for (const n of [9, 9]) board.dispatch(add(n));
    shelf.writeGame('toy-1', { ...shelf.readGame('toy-1')!, ...change });
    const again = open('toy-1', shelf);
    expect(notices(again)).toEqual(['boardReset']);
    expect(again.confirmed).toBe(0);
  }
});

test.each([
  ['no JSON', '{"log":'],
  ['a text', '"log"'],
  ['null', 'null'],
  ['no log', '{"rules":"r","engine":1,"session":null,"confirmed":0}'],
  ['more acknowledged than there is', '{"rules":"r","engine":1,"session":null,"confirmed":5,"log":[]}'],
  ['a log of nonsense', '{"rules":"r","engine":1,"session":null,"confirmed":0,"log":[1,null,{}]}'],
])('a stored game of %s is no game', (_name, text) => {
  const storage = memoryStorage();
  const shelf = shelfIn(storage);
  open('toy-1', shelf).dispatch(add(1));
  const name = storage.key(0)!;
  storage.setItem(name, text);
  expect(logOf(open('toy-1', shelf))).toEqual([]);
});

test('a browser that keeps nothing is told about, once, and play goes on', () => {
  const storage = memoryStorage();
  storage.setItem = () => {
    throw new Error('full');
  };
  const board = open('toy-1', shelfIn(storage));
  expect(board.dispatch(add(1)).ok).toBe(true);
  expect(board.dispatch(add(2)).ok).toBe(true);
  expect(notices(board)).toEqual(['notSaved']);
});

test('a defect in a kind is a refusal', () => {
  const board = open();
  const error = console.error;
  console.error = () => {};
  expect(board.dispatch({ type: 'explode' })).toEqual({ ok: false, reason: { reason: 'internalError' } });
  console.error = error;
  expect(board.dispatch(add(1)).ok).toBe(true);
});

test('a full log takes a restart only, which begins a new game and keeps the old one', () => {
  const shelf = shelfIn();
  const { rules } = toyCatalog.get('toy-long')!;
  const log = ones(limits.logLength);
  shelf.writeGame('toy-long', { rules, engine: 1, session: 's1', confirmed: log.length - 1, log });
  const board = open('toy-long', shelf);
  expect(board.preview(add(1))).toMatchObject({ reason: 'logFull' });
  expect(board.dispatch(add(1))).toMatchObject({ ok: false, reason: { reason: 'logFull' } });
  expect(board.dispatch({ type: 'restart' }).ok).toBe(true);
  expect(logOf(board)).toEqual([]);
  expect(board.renew).toBe('s1');
  expect(shelf.attempts()).toHaveLength(1);
  expect(open('toy-long', shelf).renew).toBe('s1');
});
