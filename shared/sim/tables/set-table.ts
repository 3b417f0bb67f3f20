/**
 * The hash table of set and frozenset (Objects/setobject.c): open addressing, runs of up to nine linear probes, then
 * a jump by the perturbed hash. The order of a set that programs see is the order of this table, so every path by
 * which CPython fills one is kept apart here: adding, resizing, merging, copying.
 *
 * Hashes are two signed 32-bit words. Keys are opaque; `host` compares and counts them. `host.equals` may run the
 * program's code: when the table has changed meanwhile, the search starts again, as CPython's does.
 */
import type { Ruleset } from '../rulesets/index.ts';

/** What a table asks of the object model. */
export interface SetHost<K> {
  /** stored == key for two different objects of equal hash. May run code and throw. */
  equals(stored: K, key: K): boolean;
  /** The table has taken a reference to `key`. */
  retain(key: K): void;
  /** Gives such a reference back. */
  release?(key: K): void;
  /** The table was given new slots: a block of 16 bytes a slot, where there are more than 8. */
  resized?(table: SetTable<K>, oldSlots: number, newSlots: number): void;
  /** A search went on for this many slots more than most do. */
  worked?(slots: number): void;
}

/** Slots in the set object itself (PySet_MINSIZE). */
export const smallSlots = 8;
const linearProbes = 9;

export class SetTable<K> {
  /** Slot -> key; undefined where never used, null where the key was deleted (a dummy). */
  keys: (K | null | undefined)[] = newSlots<K>(smallSlots);
  lows: Int32Array = new Int32Array(smallSlots);
  highs: Int32Array = new Int32Array(smallSlots);
  mask = smallSlots - 1;
  /** Keys. */
  used = 0;
  /** Keys and dummies. */
  fill = 0;
  /** Where pop() goes on searching. */
  finger = 0;
  /** The host's name for the block of the slots; it moves with them. 0: none. */
  block = 0;

  /** Slots beyond the object's own, which are a block of 16 bytes each; 0 for a small table. */
  get blockBytes(): number {
    return this.mask >= smallSlots ? (this.mask + 1) * 16 : 0;
  }

  /** The slot of a key equal to `key`, or -1 (set_lookkey). */
  find(key: K, low: number, high: number, host: SetHost<K>): number {
    restart: for (;;) {
      const { keys, lows, highs, mask } = this;
      let perturbLow = low;
      let perturbHigh = high;
      let slot = low & mask;
      for (;;) {
        const last = slot + linearProbes <= mask ? slot + linearProbes : slot;
        for (let i = slot; i <= last; i++) {
          const stored = keys[i];
          if (stored === undefined) return -1;
          if (lows[i] !== low || highs[i] !== high || stored === null) continue;
          if (stored === key) return i;
          const same = host.equals(stored, key);
          if (this.keys !== keys || keys[i] !== stored) continue restart;
          if (same) return i;
        }
        if (perturbLow === 0) host.worked?.(linearProbes);
        perturbLow = (perturbLow >>> 5) | (perturbHigh << 27);
        perturbHigh >>>= 5;
        slot = (Math.imul(slot, 5) + 1 + perturbLow) & mask;
      }
    }
  }

  /**
   * Puts `key` in unless an equal one is there; whether it did (set_add_entry). The reference that the table will own is taken
   * first: a comparison may drop the caller's.
   */
  add(key: K, low: number, high: number, host: SetHost<K>, rules: Ruleset): boolean {
    host.retain(key);
    let added = false;
    try {
      added = this.#addRetained(key, low, high, host, rules);
    } finally {
      if (!added) host.release?.(key);
    }
    return added;
  }

  #addRetained(key: K, low: number, high: number, host: SetHost<K>, rules: Ruleset): boolean {
    let free = -1;
    let found = -1;
    restart: for (;;) {
      const { keys, lows, highs, mask } = this;
      let perturbLow = low;
      let perturbHigh = high;
      let slot = low & mask;
      free = -1;
      for (;;) {
        const last = slot + linearProbes <= mask ? slot + linearProbes : slot;
        for (let i = slot; i <= last; i++) {
          const stored = keys[i];
          if (stored === undefined) {
            found = i;
            break restart;
          }
          if (stored === null) {
            free = i;
          } else if (lows[i] === low && highs[i] === high) {
            if (stored === key) return false;
            const same = host.equals(stored, key);
            if (this.keys !== keys || keys[i] !== stored) continue restart;
            if (same) return false;
          }
        }
        if (perturbLow === 0) host.worked?.(linearProbes);
        perturbLow = (perturbLow >>> 5) | (perturbHigh << 27);
        perturbHigh >>>= 5;
        slot = (Math.imul(slot, 5) + 1 + perturbLow) & mask;
      }
    }
    this.used++;
    if (free >= 0 && rules.set.reusesDummies) {
      this.#put(free, key, low, high);
      return true;
    }
    this.fill++;
    this.#put(found, key, low, high);
    if (this.fill * 5 >= this.mask * 3) this.resize(this.#grown(), host);
    return true;
  }

  /** Takes the key in `slot` out and leaves a dummy; the caller now owns the table's reference to it. */
  removeAt(slot: number): K {
    const key = this.keys[slot] as K;
    this.keys[slot] = null;
    this.lows[slot] = -1;
    this.highs[slot] = -1;
    this.used--;
    return key;
  }

  /** Takes a key equal to `key` out: that key, whose reference the caller now owns, or undefined. */
  discard(key: K, low: number, high: number, host: SetHost<K>): K | undefined {
    const slot = this.find(key, low, high, host);
    return slot < 0 ? undefined : this.removeAt(slot);
  }

  /** set.pop(): the next key from where the last pop ended, or undefined; the caller owns its reference. */
  pop(): K | undefined {
    if (this.used === 0) return undefined;
    let slot = this.finger & this.mask;
    while (this.keys[slot] == null) slot = slot === this.mask ? 0 : slot + 1;
    this.finger = slot + 1;
    return this.removeAt(slot);
  }

  /** The slot of the first key at or after `slot`, or -1: iteration is `for (i = next(0); i >= 0; i = next(i + 1))`. */
  next(slot: number): number {
    const { keys, mask } = this;
    for (let i = slot; i <= mask; i++) if (keys[i] != null) return i;
    return -1;
  }

  /** The keys in order. */
  list(): K[] {
    const result: K[] = [];
    for (const key of this.keys) if (key != null) result.push(key);
    return result;
  }

  /** Empties the table: its keys in order, whose references the caller now owns. */
  clear(host: SetHost<K>): K[] {
    const removed = this.list();
    const oldSlots = this.mask + 1;
    this.keys = newSlots<K>(smallSlots);
    this.lows = new Int32Array(smallSlots);
    this.highs = new Int32Array(smallSlots);
    this.mask = smallSlots - 1;
    this.used = 0;
    this.fill = 0;
    if (oldSlots > smallSlots) host.resized?.(this, oldSlots, smallSlots);
    return removed;
  }

  /** Rebuilds with the smallest power of two above `wanted` slots, without dummies (set_table_resize). */
  resize(wanted: number, host: SetHost<K>): void {
    let slots = smallSlots;
    while (slots <= wanted) slots *= 2;
    const oldSlots = this.mask + 1;
    if (slots === smallSlots && oldSlots === smallSlots && this.fill === this.used) return;
    const { keys, lows, highs } = this;
    this.keys = newSlots<K>(slots);
    this.lows = new Int32Array(slots);
    this.highs = new Int32Array(slots);
    this.mask = slots - 1;
    this.fill = this.used;
    for (let i = 0; i < oldSlots; i++) {
      const key = keys[i];
      if (key != null) this.#insertClean(key, lows[i], highs[i]);
    }
    if (oldSlots > smallSlots || slots > smallSlots) host.resized?.(this, oldSlots, slots);
  }

  /** Makes room for `count` more keys that are about to be added (the start of set_merge and of updating by a dict). */
  reserve(count: number, host: SetHost<K>): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2, host);
  }

  /** Adds all keys of another table (set_merge): what `|=`, union, copy and set(other) do. */
  merge(other: SetTable<K>, host: SetHost<K>, rules: Ruleset): void {
    if (other === this || other.used === 0) return;
    this.reserve(other.used, host);
    if (this.fill === 0 && this.mask === other.mask && other.fill === other.used) {
      this.keys = other.keys.slice();
      this.lows = other.lows.slice();
      this.highs = other.highs.slice();
      this.fill = this.used = other.used;
      for (const key of this.keys) if (key != null) host.retain(key);
      return;
    }
    const { keys, lows, highs } = other;
    if (this.fill === 0) {
      this.fill = this.used = other.used;
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i];
        if (key == null) continue;
        host.retain(key);
        this.#insertClean(key, lows[i], highs[i]);
      }
      return;
    }
    // Comparing keys may run code that changes the other set: go on with what it has then.
    for (let i = 0; i <= other.mask; i++) {
      const key = other.keys[i];
      if (key != null) this.add(key, other.lows[i], other.highs[i], host, rules);
    }
  }

  /** Rebuilds the table where more than a quarter of it are dummies (the end of `-=`). */
  purgeDummies(host: SetHost<K>): void {
    if (this.fill - this.used > Math.floor(this.mask / 4)) this.resize(this.#grown(), host);
  }

  /** Exchanges contents with another table (set_swap_bodies). */
  swap(other: SetTable<K>): void {
    const { keys, lows, highs, mask, used, fill, block } = this;
    this.keys = other.keys;
    this.lows = other.lows;
    this.highs = other.highs;
    this.mask = other.mask;
    this.used = other.used;
    this.fill = other.fill;
    this.block = other.block;
    other.keys = keys;
    other.lows = lows;
    other.highs = highs;
    other.mask = mask;
    other.used = used;
    other.fill = fill;
    other.block = block;
  }

  #grown(): number {
    return this.used > 50000 ? this.used * 2 : this.used * 4;
  }

  #put(slot: number, key: K, low: number, high: number): void {
    this.keys[slot] = key;
    this.lows[slot] = low;
    this.highs[slot] = high;
  }

  /** set_insert_clean: no equal key, no dummies; counts nothing. */
  #insertClean(key: K, low: number, high: number): void {
    const { keys, mask } = this;
    let perturbLow = low;
    let perturbHigh = high;
    let slot = low & mask;
    for (;;) {
      const last = slot + linearProbes <= mask ? slot + linearProbes : slot;
      for (let i = slot; i <= last; i++) {
        if (keys[i] === undefined) {
          this.#put(i, key, low, high);
          return;
        }
      }
      perturbLow = (perturbLow >>> 5) | (perturbHigh << 27);
      perturbHigh >>>= 5;
      slot = (Math.imul(slot, 5) + 1 + perturbLow) & mask;
    }
  }
}

function newSlots<K>(slots: number): (K | null | undefined)[] {
  return new Array<K | null | undefined>(slots).fill(undefined);
}
