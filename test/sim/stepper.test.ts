/** Stepping as shared/sim/README.md describes it: by instruction, by line, paused, resumed, entered again. */
import { describe, expect, test } from 'vitest';
import { boot, Machine } from '../../shared/sim/machine.ts';
import { Stepper } from '../../shared/sim/stepper.ts';

const source = 'x = 1\nfor i in range(3):\n    x += i\nprint(x)';

const started = (version: string, program = source): Stepper => {
  const stepper = new Stepper(boot(version)!);
  stepper.start(program);
  return stepper;
};

describe.each(['3.8', '3.12', '3.15'])('%s', (version) => {
  test('line by line', () => {
    const stepper = started(version);
    // Up to 3.10 the first line begins with the first instruction, since then after RESUME.
    const lines = stepper.line > 0 ? [stepper.line] : [];
    while (stepper.stepLine()) lines.push(stepper.line);
    expect(lines.filter((line, i) => line !== lines[i - 1])).toEqual([1, 2, 3, 2, 3, 2, 3, 2, 4]);
    expect(stepper.machine.result()).toMatchObject({ stdout: '4\n', exitCode: 0, error: null });
    expect(stepper.frame).toBeNull();
    expect(stepper.stepLine()).toBe(false);
  });

  test('instruction by instruction, each once', () => {
    const stepper = started(version);
    expect(stepper.instruction).toBe(0);
    let steps = 0;
    while (stepper.stepInstruction()) {
      steps++;
      expect(stepper.instruction).toBe(steps);
      expect(stepper.frame!.code.source.filename).toBe('program.py');
    }
    expect(steps).toBeGreaterThan(20);
    expect(stepper.machine.result().stdout).toBe('4\n');
  });

  test('paused anywhere, resumed, and entered again, it comes to the same end', () => {
    const whole = started(version);
    whole.finish();
    const end = whole.machine.hash();
    const stepper = started(version);
    for (let k = 0; k < 9; k++) stepper.stepInstruction();
    stepper.stepLine();
    const at = stepper.instruction;
    const here = stepper.machine.snapshot();
    stepper.finish();
    expect(stepper.machine.hash()).toBe(end);
    for (let k = 0; k < 2; k++) {
      const again = new Stepper(Machine.of(here), 'program.py', at);
      expect(again.instruction).toBe(at);
      expect(again.stepInstruction()).toBe(true);
      expect(again.instruction).toBe(at + 1);
      again.finish();
      expect(again.machine.hash()).toBe(end);
    }
  });

  test('goes on to where it can stand where native code has called Python', () => {
    const program =
      'class A:\n    def __del__(self):\n        y = 1\n        print("gone")\na = A()\ndel a\nprint(sorted([2, 1], key=lambda v: -v))\n';
    const stepper = started(version, program);
    const lines: number[] = [];
    while (stepper.stepLine()) lines.push(stepper.line);
    expect(stepper.machine.result().stdout).toBe('gone\n[2, 1]\n');
    expect(lines).toContain(7);
    expect(lines).not.toContain(3);
    const single = started(version, program);
    while (single.stepInstruction());
    expect(single.machine.result().stdout).toBe('gone\n[2, 1]\n');
    expect(single.machine.hash()).toBe(stepper.machine.hash());
  });
});

test('what cannot be compiled has ended before it began', () => {
  const stepper = new Stepper(boot('3.13')!);
  expect(stepper.start('x = = 1')).toBe(false);
  expect(stepper.machine.result().error).toBe('SyntaxError: invalid syntax');
});
