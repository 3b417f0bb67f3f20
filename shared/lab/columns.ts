/** The columns of a timeline while it grows. */

/** More line steps are not recorded, so that memory stays bounded. */
export const MAX_STEPS = 1_000_000;

/** Growing columns of numbers. */
export class Columns {
  steps = 0;
  truncated = false;
  #instructions = new Uint32Array(1024);
  #lines = new Uint32Array(1024);
  #depths = new Uint16Array(1024);
  #flags = new Uint8Array(1024);
  #bytes = new Float64Array(1024);

  add(instruction: number, line: number, depth: number, bytes: number): void {
    if (this.steps === MAX_STEPS) {
      this.truncated = true;
      return;
    }
    if (this.steps === this.#lines.length) this.#grow();
    const i = this.steps++;
    this.#instructions[i] = instruction;
    this.#lines[i] = line;
    this.#depths[i] = depth;
    this.#bytes[i] = bytes;
  }

  /** Marks the step that is over now. */
  mark(flags: number): void {
    if (this.steps > 0) this.#flags[this.steps - 1] |= flags;
  }

  /** All steps, without copying: what comes later may be written behind them. */
  all() {
    const n = this.steps;
    return {
      steps: n,
      instructions: this.#instructions.subarray(0, n),
      lines: this.#lines.subarray(0, n),
      depths: this.#depths.subarray(0, n),
      flags: this.#flags.subarray(0, n),
      bytes: this.#bytes.subarray(0, n),
    };
  }

  #grow(): void {
    const size = this.#lines.length * 2;
    const grown = <T extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#instructions = grown(this.#instructions, new Uint32Array(size));
    this.#lines = grown(this.#lines, new Uint32Array(size));
    this.#depths = grown(this.#depths, new Uint16Array(size));
    this.#flags = grown(this.#flags, new Uint8Array(size));
    this.#bytes = grown(this.#bytes, new Float64Array(size));
  }
}
