/** Steps through a program: by instruction, by line, paused for as long as one likes, and on to the end. */
import type { Frame } from './interp/frame.ts';
import { beginsLine } from './interp/lines.ts';
import { isPausable } from './interp/watch.ts';
import type { Machine } from './machine.ts';
import type { Runtime, Watch } from './objects/runtime.ts';

/**
 * Holds a machine's program between two instructions. It sets the machine's watch, so that a machine has one stepper at a time.
 *
 * Where Python code is called by native code (`__del__`, a weak reference's callback, a sort key, a generator that `sum` consumes) part
 * of the program's state lies on the host's stack: nothing pauses there, a step ends at the next place where the machine can stand.
 */
export class Stepper {
  readonly machine: Machine;
  readonly #watch: Watch;
  #line = 0;
  #wants: 'instruction' | 'line' | 'nothing' = 'instruction';

  /**
   * `file`: the program's name, whose lines are stepped through; library modules have none. `instruction`: where a machine stands that was made
   * of a snapshot (`Stepper.instruction` at that time); -1 for one that has not run.
   */
  constructor(machine: Machine, file = 'program.py', instruction = -1) {
    this.machine = machine;
    this.#watch = {
      instruction: Math.max(0, instruction),
      frame: machine.rt.thread.frame,
      stopAt: -1,
      pausedAt: instruction,
      marks: (name) => name === file,
      line: (rt, frame: Frame) => {
        if (!beginsLine(rt, frame)) return;
        this.#line = frame.line;
        if (this.#wants === 'line') this.#watch.stopAt = this.#watch.instruction;
      },
      raised: () => {},
      stop: (rt: Runtime) => {
        if (isPausable(rt)) return true;
        if (this.#wants === 'instruction') this.#watch.stopAt = this.#watch.instruction + 1;
        return false;
      },
    };
    machine.rt.watch = this.#watch;
  }

  /** The number of the instruction that comes next: with the program it names the moment. */
  get instruction(): number {
    return this.#watch.instruction;
  }

  /** The frame of that instruction; null before the start and after the end. */
  get frame(): Frame | null {
    return this.ended ? null : (this.#watch.frame as Frame | null);
  }

  /** The line of the program that was begun last; 0 before the first. */
  get line(): number {
    return this.#line;
  }

  get ended(): boolean {
    return this.machine.ended;
  }

  /** Compiles the program and stands before its first instruction. False where it has ended already: it cannot be compiled. */
  start(source: string, filename = 'program.py'): boolean {
    this.machine.start(source, filename);
    return this.#goOn('instruction', 0);
  }

  /** Runs one instruction, and what native code it calls. False when the program has ended. */
  stepInstruction(): boolean {
    return this.#goOn('instruction', this.#watch.instruction + 1);
  }

  /** Runs up to the beginning of the next line, in whichever function that is. False when the program has ended. */
  stepLine(): boolean {
    return this.#goOn('line', -1);
  }

  /** Runs on until the instruction of that number comes, or the next one at which the machine can stand. False when the program has ended. */
  runTo(instruction: number): boolean {
    return this.#goOn('instruction', instruction);
  }

  /** Runs on to the end. */
  finish(): void {
    this.#goOn('nothing', -1);
  }

  #goOn(wants: 'instruction' | 'line' | 'nothing', stopAt: number): boolean {
    this.#wants = wants;
    this.#watch.stopAt = stopAt;
    return !this.machine.goOn();
  }
}
