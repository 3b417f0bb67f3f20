import { describe, expect, test } from 'vitest';
import { Rng } from '../../shared/base/rng.ts';
import { Writer } from '../../shared/sim/image/writer.ts';
import { boot, type Machine, snapshotBytes } from '../../shared/sim/machine.ts';
import { type GoldenProgram, goldenPrograms } from './golden-programs.ts';
import { stopAt } from './support/stopping.ts';

/**
 * Machines as values: a copy runs on as its original would have, and neither sees the other. Checked at random moments of recorded programs
 * of all topics; a failure prints the seed, the program, the version and the moment.
 */

const SEED = 20260;
const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const codeCache = new Map<string, unknown>();

function machineOf(version: string): Machine {
  return boot(version, {}, codeCache)!;
}

function finish(machine: Machine) {
  machine.rt.watch = null;
  while (!machine.goOn());
  return machine.result();
}

/** A few programs of each topic, each with a version of its own. */
function chosen(rng: Rng, perTopic: number): [GoldenProgram, string][] {
  const topics = Map.groupBy(goldenPrograms(), ({ name }) => name.split('/')[0]);
  return [...topics.values()].flatMap((programs) =>
    rng
      .shuffle([...programs])
      .slice(0, perTopic)
      .map((program) => [program, rng.pick(versions.filter((v) => program.byVersion.has(v)))] as const),
  ) as [GoldenProgram, string][];
}

const rng = new Rng(SEED);

describe(`laws of copies, seed ${SEED}`, () => {
  test.each(chosen(rng, 3).map(([program, version]) => [program.name, version, program] as const))(
    '%s on %s',
    (name, version, program) => {
      const file = `${name.split('/')[1]}.py`;
      const whole = machineOf(version);
      const count = stopAt(whole, -1);
      const expected = whole.run(program.source, file);
      const endHash = whole.hash();

      const moment = rng.int(1, count.instruction);
      const original = machineOf(version);
      const watch = stopAt(original, moment);
      original.start(program.source, file);
      if (original.goOn()) return expect(original.result()).toEqual(expected);
      const where = `instruction ${moment} of ${count.instruction}`;

      const snapshot = original.snapshot();
      const hash = original.hash();
      const copy = original.clone();
      expect(copy.hash(), where).toBe(hash);

      // The copy runs on; the original stays.
      const later = watch.instruction + rng.int(1, 2000);
      const copyWatch = stopAt(copy, later, watch.instruction);
      copy.goOn();
      expect(original.hash(), where).toBe(hash);

      // The original comes to the same place by the same way.
      watch.stopAt = later;
      original.goOn();
      expect(watch.instruction, where).toBe(copyWatch.instruction);
      expect(original.hash(), where).toBe(copy.hash());

      expect(finish(copy), where).toEqual(expected);
      expect(finish(original), where).toEqual(expected);
      expect([copy.hash(), original.hash()], where).toEqual([endHash, endHash]);

      // Back, and to the end once more.
      original.restore(snapshot);
      expect(original.hash(), where).toBe(hash);
      expect(finish(original), where).toEqual(expected);
      expect(original.hash(), where).toBe(endHash);
    },
  );
});

describe('a snapshot', () => {
  const source = 'items = []\nfor i in range(400):\n    items.append([i])\nprint(sum(n[0] for n in items))\n';

  function stopped(version: string, at: number): Machine {
    const machine = machineOf(version);
    stopAt(machine, at);
    machine.start(source);
    machine.goOn();
    return machine;
  }

  test('tells moments apart, and is the same for the same moment', () => {
    const hashes = [100, 101, 1000, 1001].map((at) => stopped('3.13', at).hash());
    expect(new Set(hashes).size).toBe(4);
    expect(stopped('3.13', 1001).hash()).toBe(hashes[3]);
    expect(stopped('3.12', 1001).hash()).not.toBe(hashes[3]);
  });

  test('may be made into any number of machines', () => {
    const machine = stopped('3.14', 900);
    const snapshot = machine.snapshot();
    expect(snapshotBytes(snapshot)).toBeGreaterThan(10_000);
    for (let i = 0; i < 3; i++) expect(finish(machine.restore(snapshot)).stdout).toBe('79800\n');
  });

  test('is of a machine before its program, and after it', () => {
    const fresh = machineOf('3.10');
    const before = fresh.snapshot();
    expect(fresh.run('print(1)').stdout).toBe('1\n');
    const after = fresh.clone();
    expect([after.ended, after.hash()]).toEqual([true, fresh.hash()]);
    expect(fresh.restore(before).run('print(2)').stdout).toBe('2\n');
  });

  test('is refused while part of the state is on the stack of the host', () => {
    const machine = machineOf('3.14');
    const seen: string[] = [];
    const watch = stopAt(machine, 0);
    machine.rt.watch = {
      ...watch,
      marks: () => true,
      stopAt: -1,
      line: (rt, frame) => {
        if (frame.code.source.name !== 'key' || seen.length > 0) return;
        expect(rt.thread.loops).toBe(2);
        expect(() => machine.snapshot()).toThrow('only where it can be paused');
        seen.push(frame.code.source.name);
      },
    };
    expect(machine.run('def key(x):\n    return -x\nprint(sorted([1, 2], key=key))\n').stdout).toBe(
      '[2, 1]\n',
    );
    expect(seen).toEqual(['key']);
  });
});

test('what is written inside a record belongs to that record alone', () => {
  const random = new Rng(SEED);
  for (const [program, version] of chosen(random, 1)) {
    const machine = machineOf(version);
    const watch = stopAt(machine, random.int(50, 3000));
    machine.start(program.source, 'program.py');
    const looks = () => {
      const owners = new Map<object, object>();
      const write = (part: object, owner: object): void => {
        // The empty arrays that all empty dicts share are frozen.
        if (Object.isFrozen(part)) return;
        expect(owners.get(part) ?? owner, `${program.name} on ${version}`).toBe(owner);
        owners.set(part, owner);
      };
      new Writer(machine.rt.mem, { owned: write }).write(machine.rt);
    };
    while (!machine.goOn()) {
      looks();
      watch.stopAt = watch.instruction * 3;
    }
  }
});
