/**
 * The sounds of the workbench, made when first heard: a knock (a damped tone) and a rustle (filtered noise) in
 * different measures. Short and dry, wood and paper; none longer than 300 ms.
 */
export interface Recipe {
  readonly seconds: number;
  readonly volume: number;
  /** The knock: frequency at the start and the end, and how fast it dies (1/s). */
  readonly knocks: readonly {
    readonly at: number;
    readonly from: number;
    readonly to: number;
    readonly damping: number;
  }[];
  /** The rustle: share of noise, its damping, and how dull it is (0 bright to 1 dull). */
  readonly rustle: { readonly share: number; readonly damping: number; readonly dull: number };
}

const paper = (share: number, damping: number, dull: number): Recipe['rustle'] => ({ share, damping, dull });

export const recipes = {
  place: {
    seconds: 0.12,
    volume: 0.32,
    knocks: [{ at: 0, from: 340, to: 220, damping: 46 }],
    rustle: paper(0.3, 120, 0.5),
  },
  refuse: {
    seconds: 0.16,
    volume: 0.28,
    knocks: [
      { at: 0, from: 150, to: 120, damping: 42 },
      { at: 0.07, from: 130, to: 105, damping: 42 },
    ],
    rustle: paper(0.2, 90, 0.8),
  },
  thread: {
    seconds: 0.2,
    volume: 0.2,
    knocks: [{ at: 0.12, from: 620, to: 560, damping: 70 }],
    rustle: paper(0.5, 18, 0.55),
  },
  fold: {
    seconds: 0.22,
    volume: 0.26,
    knocks: [{ at: 0.13, from: 260, to: 180, damping: 55 }],
    rustle: paper(0.8, 22, 0.7),
  },
  slide: {
    seconds: 0.28,
    volume: 0.22,
    knocks: [{ at: 0.22, from: 190, to: 150, damping: 60 }],
    rustle: paper(0.9, 9, 0.85),
  },
  medal: {
    seconds: 0.28,
    volume: 0.34,
    knocks: [
      { at: 0, from: 880, to: 870, damping: 20 },
      { at: 0, from: 1318, to: 1316, damping: 28 },
      { at: 0, from: 210, to: 150, damping: 60 },
    ],
    rustle: paper(0.25, 160, 0.2),
  },
} satisfies Record<string, Recipe>;

export type SoundName = keyof typeof recipes;

/** The samples of a recipe, in -1 to 1; the same every time. */
export function render(recipe: Recipe, rate: number): Float32Array<ArrayBuffer> {
  const length = Math.ceil(recipe.seconds * rate);
  const samples = new Float32Array(length);
  let noise = 0x1234567;
  let low = 0;
  for (let i = 0; i < length; i++) {
    const time = i / rate;
    let value = 0;
    for (const { at, from, to, damping } of recipe.knocks) {
      const since = time - at;
      if (since < 0) continue;
      const glide = (to - from) / (2 * recipe.seconds);
      value += Math.sin(2 * Math.PI * (from + glide * since) * since) * Math.exp(-since * damping);
    }
    noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
    const { share, damping, dull } = recipe.rustle;
    low += (noise / 2 ** 31 - low) * (1 - dull * 0.95);
    value = value / recipe.knocks.length + low * share * Math.exp(-time * damping);
    // The last five milliseconds fade, so that no sound ends with a click.
    const fade = Math.min(1, (length - i) / (rate * 0.005));
    samples[i] = Math.max(-1, Math.min(1, value * recipe.volume * fade));
  }
  return samples;
}
