/** What is being sorted: keys, the values that go with them, and the state of galloping (MergeState). */
export class Slice<K, V> {
  readonly keys: K[];
  readonly values: V[] | undefined;
  readonly lessThan: (a: K, b: K) => boolean;
  /** How often one run must win in a row before galloping starts; adapts to the data. */
  minGallop = 7;

  constructor(keys: K[], values: V[] | undefined, lessThan: (a: K, b: K) => boolean) {
    this.keys = keys;
    this.values = values;
    this.lessThan = lessThan;
  }

  /** Reverses from `start` up to but not including `end`. */
  reverse(start: number, end: number): void {
    for (let low = start, high = end - 1; low < high; low++, high--) this.#swap(low, high);
  }

  /** Moves the item at `from` to `to` < `from`; those between move up by one. */
  rotateDown(from: number, to: number): void {
    const { keys, values } = this;
    const key = keys[from];
    keys.copyWithin(to + 1, to, from);
    keys[to] = key;
    if (values) {
      const value = values[from];
      values.copyWithin(to + 1, to, from);
      values[to] = value;
    }
  }

  #swap(a: number, b: number): void {
    const { keys, values } = this;
    const key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
    if (values) {
      const value = values[a];
      values[a] = values[b];
      values[b] = value;
    }
  }
}
