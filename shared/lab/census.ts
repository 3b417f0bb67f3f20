/** Every object that can be found on the heap: what the collector tracks and what that refers to. Counts by type, owners of blocks. */
import { isTracked } from '../sim/objects/gclinks.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../sim/objects/header.ts';
import type { Runtime } from '../sim/objects/runtime.ts';
import { dictEntries } from '../sim/objects/types/dict-entries.ts';
import { eachBlock, typeName } from './objects.ts';

export class Census {
  readonly objects: Set<PyObject> = new Set();
  readonly #rt: Runtime;

  /** `also`: objects that are known besides. */
  constructor(rt: Runtime, generations: readonly (readonly PyContainer[])[], also: Iterable<PyObject> = []) {
    this.#rt = rt;
    const { objects } = this;
    const waiting: PyObject[] = [];
    const meet = (_rt: Runtime, o: PyObject): void => {
      if (objects.has(o)) return;
      objects.add(o);
      if ((o.type.flags & TF.GC) !== 0 && !isTracked(o)) waiting.push(o);
    };
    for (const o of also) meet(rt, o);
    for (const list of generations)
      for (const o of list) {
        objects.add(o);
        visit(o);
      }
    for (let o = waiting.pop(); o !== undefined; o = waiting.pop()) visit(o);

    function visit(o: PyObject): void {
      o.type.slots.traverse?.(rt, o, meet);
      // Keys that are str objects need no walk of the collector, but they are objects.
      if (o.type.kind === K.DICT) for (const [key] of dictEntries(rt, o)) meet(rt, key);
      else if (o.type.kind === K.TYPE && (o as PyType).ns !== null) meet(rt, (o as PyType).ns);
    }
  }

  /** Number and bytes by the class's name; static objects have no bytes. */
  byType(): Map<string, { count: number; bytes: number }> {
    const types = new Map<PyType, { name: string; count: number; bytes: number }>();
    let row: { name: string; count: number; bytes: number };
    const weigh = (_address: number, sizeBytes: number): void => {
      row.bytes += sizeBytes;
    };
    for (const o of this.objects) {
      const known = types.get(o.type);
      if (known === undefined) types.set(o.type, (row = { name: typeName(o), count: 0, bytes: 0 }));
      else row = known;
      row.count++;
      eachBlock(this.#rt, o, weigh);
    }
    // Classes of one name are one row to the reader.
    const rows = new Map<string, { count: number; bytes: number }>();
    for (const { name, count, bytes } of types.values()) {
      const same = rows.get(name) ?? { count: 0, bytes: 0 };
      rows.set(name, { count: same.count + count, bytes: same.bytes + bytes });
    }
    return rows;
  }
}
