/**
 * The classes that a machine is made of. An object of a class that is not here cannot be written: whoever adds a class to the machine's
 * state says here what of it is state.
 */
import { Rng } from '../../base/rng.ts';
import { FreeList, FreeLists } from '../freelists/freelists.ts';
import { CollectorState } from '../gc/state.ts';
import { CodeData } from '../interp/code.ts';
import { KeptTuple, unshared } from '../interp/code-tuples.ts';
import { Frame, FrameTrace } from '../interp/frame.ts';
import { FunctionData } from '../interp/function.ts';
import { GeneratorData } from '../interp/generator.ts';
import { MainProgram } from '../interp/main.ts';
import { switchTracer } from '../interp/threads.ts';
import { TracebackData } from '../interp/traceback.ts';
import { ArrayRecord, ElementBlock } from '../modules/numpy-array.ts';
import { dtypes, Numbers } from '../modules/numpy-data.ts';
import { Order } from '../modules/ordered-dict-nodes.ts';
import { Ring } from '../modules/ring.ts';
import { MersenneTwister } from '../numbers/mersenne.ts';
import { RandomState } from '../numbers/random.ts';
import { SharedKeys } from '../objects/header.ts';
import { Memory } from '../objects/memory.ts';
import { ExcItem, Runtime, ThreadState, type Tracer } from '../objects/runtime.ts';
import { Slots } from '../objects/slots.ts';
import { BuiltinData } from '../objects/types/builtin.ts';
import { DescrData } from '../objects/types/descr.ts';
import { DictIterState } from '../objects/types/dict-iterators.ts';
import { DictData } from '../objects/types/dict-table.ts';
import { SeqState } from '../objects/types/iterators.ts';
import { ManagedBuffer } from '../objects/types/managedbuffer.ts';
import { MethodData } from '../objects/types/method.ts';
import { RangeData, RangeIterState } from '../objects/types/range.ts';
import { ObjectSetHost, SetData } from '../objects/types/set.ts';
import { SetIterState } from '../objects/types/set-iterator.ts';
import { SliceData } from '../objects/types/slice.ts';
import { SuperData } from '../objects/types/super.ts';
import { ViewData } from '../objects/types/view.ts';
import { layout64 } from '../os/address-space.ts';
import { LineMemory, lineTracer } from '../profile/line-memory.ts';
import { AllocationTraces } from '../profile/traces.ts';
import { ruleset } from '../rulesets/index.ts';
import { SetTable } from '../tables/set-table.ts';
import {
  containerShape,
  gcShape,
  instanceShape,
  objectShape,
  typeShape,
  valuesShape,
} from './object-shapes.ts';
import { fieldsOf, part, plain, type Shape, table } from './shape.ts';

// biome-ignore lint/suspicious/noExplicitAny: stands for an object that is not there yet
const none: any = null;
const rules = ruleset('3.14')!;
const emptyCode = { v: null } as never;

/** A tracer that belongs to the simulation; one of the host's does not go into an image. */
function simulated(tracer: Tracer | null): Tracer | null {
  return tracer === lineTracer || tracer === switchTracer ? tracer : null;
}

const runtimeFields = fieldsOf(
  Runtime,
  new Runtime(
    rules,
    { steps: 0, heapBytes: 0, recursionDepth: 0, outputBytes: 0, nativeLoops: 0 },
    none,
    none,
    none,
  ),
  () => none,
  {
    shared: ['ruleset', 'limits'],
    dropped: [
      'hooks',
      'sink',
      'input',
      'codeCache',
      'jit',
      'endsQuickly',
      'nesting',
      'output',
      'errorOutput',
      'hostTracer',
      'traced',
      'asked',
      'mayPause',
      'hashHi',
      'pythonHashes',
      'hashedKey',
      'hashedLow',
      'hashedHigh',
      'intHusks',
      'floatHusks',
    ],
  },
);

const runtime: Shape = {
  of: Runtime,
  part: false,
  make: (r) => new Runtime(r.ground.ruleset, r.ground.limits, none, none, none),
  write(w, o) {
    const rt = o as Runtime;
    runtimeFields.write(w, rt);
    w.value(simulated(rt.tracer));
    w.value(simulated(rt.hostTracer));
    w.value(rt.tracedThreads);
    w.leaf(rt.output.join(''));
    w.leaf(rt.errorOutput.join(''));
  },
  read(r, o) {
    const rt = o as Runtime;
    runtimeFields.read(r, rt);
    rt.mem.payer = rt;
    rt.tracer = r.value();
    rt.hostTracer = r.value();
    rt.tracedThreads = r.value();
    rt.output.push(r.value());
    rt.errorOutput.push(r.value());
  },
};

const lineMemoryFields = fieldsOf(
  LineMemory,
  new LineMemory({ consts: [] } as never, null),
  () => new LineMemory({ consts: [] } as never, null),
  { shared: ['code', 'codes' as never], dropped: ['outer'] },
);

const lineMemory: Shape = {
  ...lineMemoryFields,
  write(w, o) {
    lineMemoryFields.write(w, o);
    w.value(simulated((o as LineMemory).outer));
  },
  read(r, o) {
    lineMemoryFields.read(r, o);
    (o as { outer: Tracer | null }).outer = r.value();
  },
};

const memoryFields = fieldsOf(
  Memory,
  new Memory({ geometry: { alignment: 16 }, origin: 0 } as never, { layout: layout64 } as never),
  (r) => new Memory(r.ground.allocator, r.ground.allocator.system.space),
  { dropped: ['allocator', 'space', 'payer', 'observed'] },
);

const memory: Shape = {
  ...memoryFields,
  write(w, o) {
    memoryFields.write(w, o);
    w.value((o as Memory).tracer);
  },
  read(r, o) {
    memoryFields.read(r, o);
    (o as Memory).tracer = r.value();
  },
};

const code = (): CodeData =>
  new CodeData(
    {
      code: new Int32Array(0),
      localsplus: [],
      freevars: [],
      stacksize: 0,
      depth: 0,
      argcount: 0,
      flags: 0,
    } as never,
    [],
    [],
    [],
    unshared(),
    none,
    none,
    false,
  );

/** The places of the three shapes that most objects have. */
export const OBJECT = 0;
export const CONTAINER = 1;
export const INSTANCE = 2;

export const shapes: readonly Shape[] = [
  objectShape,
  containerShape,
  instanceShape,
  typeShape,
  valuesShape,
  table,
  runtime,
  gcShape,
  lineMemory,
  // ---- the interpreter
  plain(MainProgram, () => new MainProgram()),
  plain(ThreadState, () => new ThreadState(0), { dropped: ['loops', 'pausable'] }),
  plain(ExcItem, () => new ExcItem(null)),
  fieldsOf(
    Frame,
    new Frame({ size: 0, slots: 0 } as never, none, none, none),
    () => new Frame({ size: 0, slots: 0 } as never, none, none, none),
    { fixed: ['s'], observed: ['line', 'mark'] },
  ),
  plain(FrameTrace, () => new FrameTrace()),
  plain(CodeData, code, {
    shared: ['source', 'words', 'plain'],
    dropped: [
      'fused',
      'run',
      'heat',
      'misses',
      'watched',
      'watchedBy',
      'lineStarts',
      'caches',
      'spare',
      'blocks',
    ],
    finish: (o) => {
      (o as { caches: unknown[] }).caches = new Array(o.words.length).fill(null);
      o.fused = o.plain;
    },
  }),
  plain(KeptTuple, () => new KeptTuple()),
  part(FunctionData, () => new FunctionData(emptyCode, none, none, none, none, none, null)),
  part(GeneratorData, () => new GeneratorData(none, none, none, none)),
  part(TracebackData, () => new TracebackData(null, none, 0, 0)),
  // ---- memory
  memory,
  plain(FreeLists, () => new FreeLists(rules.freeLists), { shared: ['rules'] }),
  part(FreeList, () => new FreeList(0)),
  plain(CollectorState, () => new CollectorState(), { dropped: ['workspace'] }),
  plain(AllocationTraces, () => new AllocationTraces(none, 0), { dropped: ['byCode' as never] }),
  part(Rng, () => new Rng(0)),
  // ---- payloads
  plain(SharedKeys, () => new SharedKeys(0, 0, 0), { dropped: ['blank'] }),
  plain(Slots, () => new Slots()),
  part(DictData, () => new DictData(), { dropped: ['names'] }),
  part(DictIterState, () => new DictIterState(none, 0, 0, null)),
  part(SetData, () => new SetData()),
  part(SetTable, () => new SetTable<never>()),
  part(SetIterState, () => new SetIterState(none, 0)),
  plain(ObjectSetHost, () => new ObjectSetHost(none)),
  part(ManagedBuffer, () => new ManagedBuffer(null)),
  part(
    ViewData,
    () => new ViewData(null, { format: '', itemBytes: 0, shape: [], strides: [], readonly: false }, 0),
  ),
  part(SeqState, () => new SeqState(none, 0)),
  part(RangeData, () => new RangeData(none, none, none, none, 0)),
  part(RangeIterState, () => new RangeIterState(0, 0, 0)),
  part(SliceData, () => new SliceData(none, none, none)),
  part(SuperData, () => new SuperData()),
  part(MethodData, () => new MethodData(none, none)),
  part(BuiltinData, () => new BuiltinData(none, null, null), { shared: ['def'] }),
  part(DescrData, () => new DescrData('', none, null, null, null, null, null, -1), {
    shared: ['method', 'getset', 'row', 'fn'],
  }),
  part(Order, () => new Order()),
  part(RandomState, () => new RandomState()),
  part(MersenneTwister, () => new MersenneTwister()),
  plain(ElementBlock, () => new ElementBlock(none, 0, none, 0)),
  part(ArrayRecord, () => new ArrayRecord(none, none, none, none, 0, null, 0), { shared: ['dtype'] }),
  part(Numbers, () => new Numbers(0, dtypes[0]), { shared: ['dtype'] }),
  part(Ring, () => new Ring()),
];

const TABLE = shapes.indexOf(table);
const byClass: ReadonlyMap<unknown, number> = new Map(
  shapes.flatMap((shape, i) => (shape.of === Object ? [] : [[shape.of, i] as const])),
);

/** The place of an object's shape in `shapes`; -1 for a record of no class. Throws for what cannot be written. */
export function shapeNumber(o: object): number {
  const prototype = Object.getPrototypeOf(o) as { constructor: unknown } | null;
  if (prototype === null) return TABLE;
  if (prototype === Object.prototype) return -1;
  const number = byClass.get(prototype.constructor);
  if (number === undefined)
    throw new TypeError(`${(prototype.constructor as { name: string }).name} has no place in an image`);
  return number;
}
