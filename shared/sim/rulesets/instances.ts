/**
 * How instances of user classes keep their attributes (facts §4 "Instances"; typeobject.c,
 * dictobject.c:new_values and _PyObject_InitInlineValues, pycore_object.h).
 */
import { since, type Version } from './since.ts';

export interface InstanceRules {
  /**
   * - `dictSlot` (<=3.10): a pointer to a dict, made with the first attribute; split keys, values apart.
   * - `valuesPointer` (3.11, 3.12): no dict until `__dict__` is read; a values block apart.
   * - `inlineValues` (3.13+): the values are part of the instance's own block.
   */
  readonly attributes: 'dictSlot' | 'valuesPointer' | 'inlineValues';
  /** getsizeof of an instance of an empty class. */
  readonly emptyInstanceBytes: number;
  /** PyObject header: count and type (free-threaded: thread id, flags, mutex, gc bits, two counts, type). */
  readonly objectHeaderBytes: number;
  /** Bytes reserved before the collector's header: [weakref][dict] (3.12+), [values][dict] (3.11), 0 before. */
  readonly preHeaderBytes: number;
  /** Fields inside the object, where not in the pre-header. */
  readonly dictPointerInside: boolean;
  readonly weakrefPointerInside: boolean;
  /** Types with variable-size bases also get the pre-header (not in 3.11, where the dict pointer stays inside). */
  readonly preHeaderForVariableSize: boolean;
  /** Inline values also for subclasses of list and classes with a `__dict__` slot (3.14+). */
  readonly inlineForMoreTypes: boolean;
  /** Room for shared keys in a new class (SHARED_KEYS_MAX_SIZE); <=3.10: none until the first instance's dict. */
  readonly sharedKeysMax: number;
  /** Usable shared keys of a new class while instances are still few: it starts with `sharedKeysMax`. */
  readonly usableLowered: 'never' | 'beforeSizing' | 'afterSizing';
  /** Names stored as `self.x = ...` in the methods become shared keys when the class is made (3.13+). */
  readonly preregistersSelfAttributes: boolean;
  /** Slot values block <=3.10: pointers to values of a split dict, for the usable of the shared table (5). */
  readonly splitValuesUsable: number;
  /** The `__dict__` and `__weakref__` descriptors in classes are one object each for the interpreter (3.15). */
  readonly sharesDictDescriptors: boolean;
  /** A class with `__slots__ = ()` makes instances that are tracked by the collector (3.8+). */
  readonly emptySlotsTracked: boolean;
  /** Bytes that `__weakref__` in `__slots__` adds: 8 inside, or a pre-header of 16 (3.12+). */
  readonly weakrefSlotBytes: number;
}

export function instanceRules(version: Version): InstanceRules {
  const at = <T>(table: { readonly [V in Version]?: T }): T => since(version, table);
  return {
    attributes: at({ '3.3': 'dictSlot', '3.11': 'valuesPointer', '3.13': 'inlineValues' }),
    emptyInstanceBytes: at({ '3.3': 64, '3.8': 48, '3.11': 56, '3.12': 48, '3.14t': 48 }),
    objectHeaderBytes: at({ '3.3': 16, '3.14t': 32, '3.15': 16 }),
    preHeaderBytes: at({ '3.3': 0, '3.11': 16 }),
    dictPointerInside: at({ '3.3': true, '3.11': false }),
    weakrefPointerInside: at({ '3.3': true, '3.12': false }),
    preHeaderForVariableSize: at({ '3.3': false, '3.12': true }),
    inlineForMoreTypes: at({ '3.3': false, '3.14.0': true }),
    sharedKeysMax: at({ '3.3': 0, '3.11': 30 }),
    usableLowered: at({ '3.3': 'never', '3.11': 'beforeSizing', '3.13': 'afterSizing' }),
    preregistersSelfAttributes: at({ '3.3': false, '3.13': true }),
    splitValuesUsable: at({ '3.3': 5, '3.11': 30 }),
    sharesDictDescriptors: at({ '3.3': false, '3.15': true }),
    emptySlotsTracked: at({ '3.3': false, '3.8': true }),
    weakrefSlotBytes: at({ '3.3': 8, '3.12': 16 }),
  };
}
