import { expect, test } from 'vitest';
import { recipes, render } from '../../client/sound/recipes.ts';

test.each(Object.entries(recipes))('%s is short, audible, never clips and ends in silence', (_, recipe) => {
  expect(recipe.seconds).toBeLessThanOrEqual(0.3);
  const samples = render(recipe, 48_000);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(0.02);
  expect(loudest).toBeLessThan(0.8);
  expect(Math.abs(samples[samples.length - 1])).toBeLessThan(0.001);
  expect(render(recipe, 48_000)).toEqual(samples);
});
