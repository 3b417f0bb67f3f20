/** `_tracemalloc` (Modules/_tracemalloc.c) over profile/traces.ts; snapshots and statistics are Python (lib/tracemalloc.ts). */
import { objectIsTrue } from '../objects/abstract/comparison.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { freeObject, newContainer } from '../objects/alloc.ts';
import { toAsInt } from '../objects/convert.ts';
import { indexError, typeError, valueError } from '../objects/errors.ts';
import { gcTrack, gcUntrack } from '../objects/gclinks.ts';
import { K, type PyContainer, type PyObject, TF } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, m0, m1, mN } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { intFromNumber } from '../objects/types/int.ts';
import { stealList } from '../objects/types/list.ts';
import { strNew } from '../objects/types/str.ts';
import { stealTuple } from '../objects/types/tuple.ts';
import { charge } from '../objects/work.ts';
import {
  AllocationTraces,
  type GroupKey,
  groupTraces,
  type TraceFrame,
  type TraceList,
  type TracePlace,
} from '../profile/traces.ts';
import type { ModuleDef } from './module.ts';

const none = (rt: Runtime): PyObject => incref(rt.None);

/** The traces that are kept now, or null while nothing is traced. */
function traces(rt: Runtime): AllocationTraces | null {
  return rt.mem.tracer as AllocationTraces | null;
}

function start(rt: Runtime, _self: PyObject, args: Args): PyObject {
  const frames = args.length === 0 ? 1 : toAsInt(rt, args[0]);
  const most = rt.ruleset.minor === 8 ? 178956969 : 65535;
  if (frames < 1 || frames > most) throw valueError(rt, `the number of frames must be in range [1; ${most}]`);
  if (traces(rt) === null) trace(rt, new AllocationTraces(rt, frames));
  return none(rt);
}

/**
 * Tells the tracer, or from now on nobody, of blocks and of the objects that free lists give out (_PyTraceMalloc_NewReference; a keys
 * table is no object).
 */
function trace(rt: Runtime, tracer: AllocationTraces | null): void {
  rt.mem.tracer = tracer;
  for (const list of rt.free.all()) if (list !== rt.free.dictKeys) list.tracer = tracer;
}

function frameTuple(rt: Runtime, f: TraceFrame): PyObject {
  return stealTuple(rt, [strNew(rt, f.filename), intFromNumber(rt, f.line)]);
}

function framesTuple(rt: Runtime, frames: readonly TraceFrame[]): PyObject {
  return stealTuple(
    rt,
    frames.map((f) => frameTuple(rt, f)),
  );
}

// ---- a snapshot's traces, without one tuple a block

function newTraceList(rt: Runtime, list: TraceList): PyObject {
  const o = newContainer(rt, rt.types['_tracemalloc._TraceList'], list);
  gcTrack(rt, o);
  return o;
}

/** (domain, size, frames, number of frames); 3.8 without the last. */
function traceTuple(rt: Runtime, size: number, place: TracePlace): PyObject {
  const parts = [intFromNumber(rt, 0), intFromNumber(rt, size), framesTuple(rt, place.frames)];
  if (rt.ruleset.minor >= 9) parts.push(intFromNumber(rt, place.depth));
  return stealTuple(rt, parts);
}

const traceListDef: TypeDef = {
  name: '_tracemalloc._TraceList',
  module: '_tracemalloc',
  kind: K.OTHER,
  size: () => 48,
  flags: TF.GC,
  slots: {
    dealloc: (rt, o) => {
      gcUntrack(rt, o as PyContainer);
      freeObject(rt, o);
    },
    length: (_rt, o) => (o.v as TraceList).sizes.length,
    subscript: (rt, o, key) => {
      const list = o.v as TraceList;
      let i = toIndexNumber(rt, key);
      if (i < 0) i += list.sizes.length;
      if (i < 0 || i >= list.sizes.length) throw indexError(rt, 'list index out of range');
      return traceTuple(rt, list.sizes[i], list.places[list.placeOf[i]]);
    },
  },
};

/** What a trace costs: to be taken into a snapshot, and to be looked at in one. */
const COPY_STEPS = 10;
const LOOK_STEPS = 4;

/** The traces that a snapshot was made with; a program has no other use of the functions that take them. */
function traceList(rt: Runtime, o: PyObject): TraceList {
  if (o.type === rt.types['_tracemalloc._TraceList']) return o.v as TraceList;
  throw typeError(rt, `a list of traces is wanted, not ${o.type.name}`);
}

/** _group(traces, key type, cumulative): [(frames, size, count)]. */
function group(rt: Runtime, _self: PyObject, [list, by, cumulative]: Args): PyObject {
  const all = traceList(rt, list);
  charge(rt, LOOK_STEPS * all.sizes.length);
  const groups = groupTraces(all, by.v as GroupKey, objectIsTrue(rt, cumulative));
  return stealList(
    rt,
    groups.map((g) =>
      stealTuple(rt, [framesTuple(rt, g.frames), intFromNumber(rt, g.sizeBytes), intFromNumber(rt, g.count)]),
    ),
  );
}

/** _places(traces): one trace for each place, for filters to look at. */
function places(rt: Runtime, _self: PyObject, list: PyObject): PyObject {
  return stealList(
    rt,
    traceList(rt, list).places.map((p) => traceTuple(rt, 0, p)),
  );
}

/** _select(traces, [bool for each place]): the traces of the chosen places. */
function select(rt: Runtime, _self: PyObject, [list, chosen]: Args): PyObject {
  const all = traceList(rt, list);
  charge(rt, LOOK_STEPS * all.sizes.length);
  if (chosen.type !== rt.listType) throw typeError(rt, `a list of bools is wanted, not ${chosen.type.name}`);
  const keep = (chosen.v as PyObject[]).map((x) => objectIsTrue(rt, x));
  const sizes: number[] = [];
  const placeOf: number[] = [];
  all.placeOf.forEach((place, i) => {
    if (!keep[place]) return;
    sizes.push(all.sizes[i]);
    placeOf.push(place);
  });
  return newTraceList(rt, { sizes, placeOf, places: all.places });
}

export const tracemallocModule: ModuleDef = {
  name: '_tracemalloc',
  types: [traceListDef],
  functions: [
    mN('start', start, 0, 1),
    m0('stop', (rt) => {
      trace(rt, null);
      return none(rt);
    }),
    m0('is_tracing', (rt) => incref(traces(rt) === null ? rt.False : rt.True)),
    m0('clear_traces', (rt) => {
      traces(rt)?.clear();
      return none(rt);
    }),
    m0('get_traced_memory', (rt) => {
      const { tracedBytes, peakBytes } = traces(rt) ?? { tracedBytes: 0, peakBytes: 0 };
      return stealTuple(rt, [intFromNumber(rt, tracedBytes), intFromNumber(rt, peakBytes)]);
    }),
    m0('reset_peak', (rt) => {
      const t = traces(rt);
      if (t !== null) t.peakBytes = t.tracedBytes;
      return none(rt);
    }),
    m0('get_tracemalloc_memory', (rt) => intFromNumber(rt, traces(rt)?.ownBytes ?? 0)),
    m0('get_traceback_limit', (rt) => intFromNumber(rt, traces(rt)?.limit ?? 1)),
    m0('_get_traces', (rt) => {
      const list = traces(rt)?.list() ?? { sizes: [], placeOf: [], places: [] };
      charge(rt, COPY_STEPS * list.sizes.length);
      return newTraceList(rt, list);
    }),
    m1('_get_object_traceback', (rt, _self, o) => {
      const place = traces(rt)?.placeOf(o.addr) ?? null;
      return place === null ? none(rt) : framesTuple(rt, place.frames);
    }),
    mN('_group', group, 3, 3),
    m1('_places', places),
    mN('_select', select, 2, 2),
  ],
  leaveOut: ({ minor }) => (minor < 9 ? ['reset_peak'] : []),
};
