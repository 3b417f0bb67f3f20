import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../client/screens/lab/graph/fold.ts';
import {
  type Box,
  cordPath,
  type Layout,
  layOut,
  type Places,
  SIZE,
} from '../../../client/screens/lab/graph/layout.ts';
import { labBounds } from '../../../shared/lab/process.ts';
import { LabRun } from '../../../shared/lab/run.ts';

/** The picture of objects, over whole runs of the examples: nothing overlaps, every cord has two ends, and cards stay where they are. */

const folder = new URL('../../../assets/lab/examples/', import.meta.url);
const examples = readdirSync(folder).filter((name) => /^\d/.test(name));
const codeCache = new Map<string, unknown>();
/** Steps of a run that are looked at. */
const MOST = 24;

function overlaps(layout: Layout): string[] {
  const cards: readonly (Box & { readonly key: string })[] = [
    ...layout.frames.map((frame) => ({ ...frame, key: `frame ${frame.name}` })),
    ...layout.objects.map((card) => ({ ...card, key: card.object.type })),
    ...layout.piles.map((pile) => ({ ...pile, key: 'pile' })),
    ...layout.ghosts.map((ghost) => ({ ...ghost, key: `ghost ${ghost.object.type}` })),
  ];
  return cards.flatMap((a, i) =>
    cards
      .slice(i + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.key} and ${b.key}`),
  );
}

/** Steps in order, with the layout of each, as the panel makes them. */
function layoutsOf(run: LabRun, steps: readonly number[]): Layout[] {
  const places: Places = new Map();
  return steps.map((step) => {
    const { view } = run.atStep(step);
    return layOut(fold(view, { showAtoms: false, unfolded: new Set() }), view.changes.died, places);
  });
}

describe.each(examples)('%s', (name) => {
  const run = new LabRun(
    { source: readFileSync(new URL(name, folder), 'utf8'), version: '3.14' },
    labBounds,
    codeCache,
  );
  const { steps } = run.timeline;
  const all = Array.from({ length: Math.min(steps, MOST) + 1 }, (_, i) => i);
  const there = layoutsOf(run, all);

  test('no cards overlap, and cords lead from card to card', () => {
    for (const [step, layout] of there.entries()) {
      expect(overlaps(layout), `step ${step}`).toEqual([]);
      for (const cord of layout.cords) {
        const from = layout.boxes.get(cord.from)!;
        const to = layout.boxes.get(cord.to)!;
        const [start, pulled] = [...cordPath(cord, from, to).matchAll(/[MC](-?\d+)/g)].map((m) =>
          Number(m[1]),
        );
        // It leads away from its card at once, not along under it.
        const outwards = start < from.x + from.width / 2 ? -1 : 1;
        expect(Math.sign(pulled - start), `step ${step}: ${cord.key}`).toBe(outwards);
      }
    }
  });

  test('a card stays in its column, and leaves its height only for what grew above it', () => {
    for (const [i, layout] of there.entries()) {
      const before = there[i - 1];
      for (const card of layout.objects) {
        const was = before?.objects.find(
          ({ id, object }) => id === card.id && object.type === card.object.type,
        );
        if (was === undefined) continue;
        expect(card.x, `step ${i}`).toBe(was.x);
        if (card.y === was.y) continue;
        const above = [...layout.objects, ...layout.piles].find(
          (other) => other.x === card.x && other.y + other.height + SIZE.gapY === card.y,
        );
        expect(above, `step ${i}: ${card.object.type} moved`).toBeDefined();
      }
    }
  });

  test('the way back shows what the way there showed', () => {
    const places: Places = new Map();
    const look = (step: number) => {
      const { view } = run.atStep(step);
      return layOut(fold(view, { showAtoms: false, unfolded: new Set() }), view.changes.died, places).objects;
    };
    const first = all.map(look).map((cards) => cards.map(({ id, x }) => [id, x]));
    const back = [...all].reverse().map(look).reverse();
    expect(back.map((cards) => cards.map(({ id, x }) => [id, x]))).toEqual(first);
  });
});
