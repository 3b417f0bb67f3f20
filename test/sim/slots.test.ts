import { expect, test } from 'vitest';
import { Slots } from '../../shared/sim/objects/slots.ts';

const names = Object.keys(new Slots()) as (keyof Slots)[];
const filled = () => Object.assign(new Slots(), Object.fromEntries(names.map((name) => [name, name])));

test('a type takes every slot that it leaves open from its base', () => {
  const slots = new Slots();
  slots.inherit(filled(), false);
  expect(slots).toEqual(filled());
});

test('a type that compares by itself takes neither comparison nor hash', () => {
  const slots = new Slots();
  slots.inherit(filled(), true);
  expect({ ...slots }).toEqual({ ...filled(), richcompare: null, hash: null });
});

test('a type keeps its own slots', () => {
  const slots = filled();
  slots.inherit(new Slots(), false);
  expect(slots).toEqual(filled());
});
