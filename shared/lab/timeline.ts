/** The whole run in short: where each line began, what happened while it ran, and how many bytes lived then. */
import { K, type PyObject, type PyType, TF } from '../sim/objects/header.ts';
import { FLAG } from './flags.ts';
import { type Bounds, labBounds, PROGRAM_FILE, Process, type Program } from './process.ts';

export type Collection = {
  /** Position among the collections of the run. */
  readonly index: number;
  /** The line step in which it ran. */
  readonly step: number;
  readonly instruction: number;
  readonly generation: number;
  readonly automatic: boolean;
  readonly candidates: number;
  collected: number;
  uncollectable: number;
};

/** Columns by line step; `steps` of each are used. */
export type Timeline = {
  readonly version: string;
  readonly steps: number;
  readonly instructions: Uint32Array;
  readonly lines: Uint32Array;
  readonly depths: Uint16Array;
  readonly flags: Uint8Array;
  /** Bytes that live when the line begins, those before the program's start left out. */
  readonly bytes: Float64Array;
  readonly peakBytes: number;
  /** The moment after the last line, with all names still there. */
  readonly end: number;
  readonly collections: readonly Collection[];
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of the traceback, or which bound was passed; null where the program ended well. */
  readonly error: string | null;
  /** The line that the error names, 0 for none. */
  readonly errorLine: number;
  /** Lines were not recorded any more after so many. */
  readonly truncated: boolean;
};

/** More line steps are not recorded, so that memory stays bounded. */
const MAX_STEPS = 1_000_000;
/** Instructions between two reports of progress. */
const PROGRESS_EVERY = 1 << 17;

/** Runs the program once and keeps its timeline. `progress` hears of executed instructions now and then. */
export function record(
  program: Program,
  bounds: Bounds = labBounds,
  codeCache: Map<string, unknown> | null = null,
  progress: (instructions: number) => void = () => {},
): Timeline {
  const columns = new Columns();
  const collections: Collection[] = [];
  let flags = 0;
  let arenasMapped = 0;
  let arenasEver = 0;
  const settle = (debuggee: Process): void => {
    const { arenas } = debuggee.heap;
    const { mapped } = arenas;
    if (arenas.everMapped > arenasEver) flags |= FLAG.arenaMapped;
    if (mapped < arenasMapped + (arenas.everMapped - arenasEver)) flags |= FLAG.arenaUnmapped;
    arenasEver = arenas.everMapped;
    arenasMapped = mapped;
    columns.mark(flags);
    flags = 0;
  };
  let first = true;
  const debuggee = new Process(
    program,
    {
      line: (p, line, depth) => {
        if (first) {
          first = false;
          arenasEver = p.heap.arenas.everMapped;
          arenasMapped = p.heap.arenas.mapped;
          flags = 0;
        } else settle(p);
        columns.add(p.instruction, line, depth, p.currentBytes - p.startBytes);
      },
      moment: (p) => {
        progress(p.instruction);
        return p.instruction + PROGRESS_EVERY;
      },
      death: (p, o) => {
        if ((flags & FLAG.death) === 0 && isNotable(p, o)) flags |= FLAG.death;
      },
      event: (p, event) => {
        if (event.kind === 'outputWritten') flags |= FLAG.output;
        else if (event.type === 'gcStarted') {
          const started = event as unknown as { generation: number; automatic: boolean; candidates: number };
          flags |= FLAG.collection;
          collections.push({
            index: collections.length,
            step: Math.max(0, columns.steps - 1),
            instruction: p.instruction,
            generation: started.generation,
            automatic: started.automatic,
            candidates: started.candidates,
            collected: 0,
            uncollectable: 0,
          });
        } else if (event.type === 'gcFinished' && collections.length > 0) {
          const finished = event as unknown as { collected: number; uncollectable: number };
          const last = collections[collections.length - 1];
          last.collected = finished.collected;
          last.uncollectable = finished.uncollectable;
        }
      },
    },
    PROGRESS_EVERY,
    bounds,
    codeCache,
  );
  const result = debuggee.run(program.source)!;
  if (!first) settle(debuggee);
  return {
    version: program.version,
    ...columns.finished(),
    peakBytes: Math.max(0, debuggee.peakBytes - debuggee.startBytes),
    end: debuggee.lastInstruction,
    collections,
    stdout: result.stdout,
    stderr: result.stderr,
    error: result.error,
    errorLine: result.error === null ? 0 : errorLineOf(result.stderr) || debuggee.lineNow,
    truncated: columns.truncated,
  };
}

/** Whether an object's death is worth a mark: one of the program's own kind, or a container. */
export function isNotable(debuggee: Process, o: PyObject): boolean {
  if (debuggee.frame === null || debuggee.rt.finalizing) return false;
  const type = o.type;
  if ((type.flags & TF.HEAP) !== 0) return ownType(debuggee, type);
  if (debuggee.frame.code.source.filename !== PROGRAM_FILE) return false;
  switch (type.kind) {
    case K.LIST:
    case K.DICT:
    case K.SET:
    case K.BYTEARRAY:
    case K.EXCEPTION:
    case K.GENERATOR:
    case K.TYPE:
    case K.FUNCTION:
      return true;
    default:
      return false;
  }
}

/** Whether the class was made by the program itself. */
function ownType(debuggee: Process, type: PyType): boolean {
  const module = type.cache.get('__module__');
  if (module != null) return module.v === '__main__';
  const data = type.ns?.v as { keys?: readonly (PyObject | null)[]; vals?: readonly (PyObject | null)[] };
  const at = data?.keys?.findIndex((key) => key !== null && key.v === '__module__') ?? -1;
  void debuggee;
  return at >= 0 && data.vals?.[at]?.v === '__main__';
}

/** The line of the program that a traceback names last. */
export function errorLineOf(stderr: string): number {
  let line = 0;
  for (const match of stderr.matchAll(/File "program\.py", line (\d+)/g)) line = Number(match[1]);
  return line;
}

/** Growing columns of numbers. */
class Columns {
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

  finished() {
    const n = this.steps;
    return {
      steps: n,
      instructions: this.#instructions.slice(0, n),
      lines: this.#lines.slice(0, n),
      depths: this.#depths.slice(0, n),
      flags: this.#flags.slice(0, n),
      bytes: this.#bytes.slice(0, n),
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
