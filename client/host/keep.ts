/**
 * What the browser keeps for us: JSON under our own prefix in a `Storage`, or in memory where there is none. Another
 * tab's writes are told to those who watch.
 */
export class Keep {
  readonly #storage: Storage;
  readonly #prefix: string;
  readonly #full: () => void;

  /** `full` is called when a write is refused (no room, or forbidden). */
  constructor(storage: Storage, prefix: string, full: () => void = () => {}) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#full = full;
  }

  /** The same storage under a longer prefix. */
  under(prefix: string, full: () => void = this.#full): Keep {
    return new Keep(this.#storage, `${this.#prefix}${prefix}.`, full);
  }

  /** The value, or null where there is none or it is no JSON. Whoever reads checks its shape. */
  read(key: string): unknown {
    try {
      const text = this.#storage.getItem(this.#prefix + key);
      return text === null ? null : (JSON.parse(text) as unknown);
    } catch {
      return null;
    }
  }

  /** Whether it was kept. */
  write(key: string, value: unknown): boolean {
    try {
      this.#storage.setItem(this.#prefix + key, JSON.stringify(value));
      return true;
    } catch {
      this.#full();
      return false;
    }
  }

  remove(key: string): void {
    try {
      this.#storage.removeItem(this.#prefix + key);
    } catch {
      // Then there was nothing.
    }
  }

  /** Keys under the prefix, without it. */
  keys(): string[] {
    const keys: string[] = [];
    try {
      for (let i = 0; i < this.#storage.length; i++) {
        const key = this.#storage.key(i);
        if (key?.startsWith(this.#prefix)) keys.push(key.slice(this.#prefix.length));
      }
    } catch {
      // Forbidden storage holds nothing.
    }
    return keys;
  }

  clear(): void {
    for (const key of this.keys()) this.remove(key);
  }

  /** Calls `changed` with each key under the prefix that another tab writes or removes. Returns the way to stop. */
  watch(changed: (key: string) => void): () => void {
    const target = globalThis as unknown as Partial<Window>;
    if (!target.addEventListener) return () => {};
    const listen = (event: StorageEvent): void => {
      if (event.key?.startsWith(this.#prefix)) changed(event.key.slice(this.#prefix.length));
    };
    target.addEventListener('storage', listen);
    return () => target.removeEventListener?.('storage', listen);
  }
}

/** `localStorage` if it can be used at all, else one that lasts as long as the page. */
export function browserStorage(): Storage {
  try {
    const storage = globalThis.localStorage;
    const probe = 'pyarena.probe';
    storage.setItem(probe, probe);
    storage.removeItem(probe);
    return storage;
  } catch {
    return memoryStorage();
  }
}

/** A `Storage` in memory. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}
