import type { ObjectCard } from './layout.ts';

const directions: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Whether the key walks between cards. */
export function isWalk(key: string): boolean {
  return key in directions;
}

/** The card one comes to from `from` with an arrow key; the first one where nothing is chosen, null where there is none that way. */
export function neighbour(cards: readonly ObjectCard[], from: number | null, key: string): ObjectCard | null {
  const here = cards.find((card) => card.id === from);
  if (!here) return cards[0] ?? null;
  const [dx, dy] = directions[key];
  let best: ObjectCard | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const card of cards) {
    const x = card.x - here.x;
    const y = card.y - here.y;
    const along = x * dx + y * dy;
    if (card === here || along <= 0) continue;
    // Off the line counts double: straight ahead is what one means.
    const distance = along + 2 * Math.abs(x * dy) + 2 * Math.abs(y * dx);
    if (distance < least) [best, least] = [card, distance];
  }
  return best;
}
