/** A block that is taken while another of its size is given back, in one: as malloc and then free. */
import { expect, it } from 'vitest';
import { Hasher } from '../../../shared/base/hash.ts';
import { Rng } from '../../../shared/base/rng.ts';
import { Pymalloc } from '../../../shared/sim/pymalloc/pymalloc.ts';
import { pymallocGeometries } from '../../../shared/sim/rulesets/allocator.ts';

it.each(['3.8', '3.13'] as const)('%s: exchanging leaves the heap as malloc and free do', (ruleset) => {
  const seed = 11;
  const rng = new Rng(seed);
  const [one, other] = [new Pymalloc(pymallocGeometries[ruleset]), new Pymalloc(pymallocGeometries[ruleset])];
  const { alignment } = one.geometry;
  const live: { address: number; size: number }[] = [];
  let exchanged = 0;
  for (let step = 0; step < 20000; step++) {
    const i = rng.int(0, Math.max(live.length, 1));
    const block = live[i];
    if (block === undefined || rng.float() < 0.3) {
      const size = rng.int(1, 80);
      const address = one.malloc(size);
      expect(other.malloc(size), `seed ${seed}, step ${step}`).toBe(address);
      live.push({ address, size });
    } else if (rng.float() < 0.4) {
      one.free(block.address);
      other.free(block.address);
      live.splice(i, 1);
    } else {
      const unit = one.exchangeUnit((block.address - one.origin) / alignment, block.size);
      let address = unit * alignment + one.origin;
      if (unit === 0) {
        address = one.malloc(block.size);
        one.free(block.address);
      } else exchanged++;
      expect(other.malloc(block.size), `seed ${seed}, step ${step}`).toBe(address);
      other.free(block.address);
      block.address = address;
    }
  }
  expect(exchanged).toBeGreaterThan(1000);
  expect(one.hash(new Hasher()).digest()).toEqual(other.hash(new Hasher()).digest());
});
