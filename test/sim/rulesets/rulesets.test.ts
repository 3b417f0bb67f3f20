import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type FixedType, ruleset, sinceVersion, versions } from '../../../shared/sim/rulesets/index.ts';
import { keysTableBytes } from '../../../shared/sim/tables/dict-size.ts';

/** getsizeof as real interpreters gave it: version -> object -> bytes. */
const measured: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('../../golden/tables/sizes.json', import.meta.url), 'utf8'),
);

/** Names of the recording that differ from the type's name. */
const fixed: Record<string, FixedType> = {
  float: 'float',
  complex: 'complex',
  None: 'NoneType',
  object: 'object',
  Ellipsis: 'ellipsis',
  NotImplemented: 'NotImplementedType',
  range: 'range',
  slice: 'slice',
  cell: 'cell',
  function: 'function',
  method: 'method',
  builtin: 'builtin_function_or_method',
  method_builtin: 'builtin_function_or_method',
  method_descriptor: 'method_descriptor',
  wrapper_descriptor: 'wrapper_descriptor',
  method_wrapper: 'method-wrapper',
  classmethod_descriptor: 'classmethod_descriptor',
  getset: 'getset_descriptor',
  member: 'member_descriptor',
  weakref: 'weakref',
  proxy: 'weakproxy',
  traceback: 'traceback',
  module: 'module',
  property: 'property',
  staticmethod: 'staticmethod',
  classmethod: 'classmethod',
  super: 'super',
  list_iter: 'list_iterator',
  list_reviter: 'list_reverseiterator',
  tuple_iter: 'tuple_iterator',
  range_iter: 'range_iterator',
  longrange_iter: 'longrange_iterator',
  str_iter: 'str_iterator',
  bytes_iter: 'bytes_iterator',
  bytearray_iter: 'bytearray_iterator',
  set_iter: 'set_iterator',
  dict_keyiter: 'dict_keyiterator',
  dict_valueiter: 'dict_valueiterator',
  dict_itemiter: 'dict_itemiterator',
  dict_reverse: 'dict_reversekeyiterator',
  dict_keys: 'dict_keys',
  dict_values: 'dict_values',
  dict_items: 'dict_items',
  seq_iter: 'iterator',
  callable_iter: 'callable_iterator',
  enumerate: 'enumerate',
  zip: 'zip',
  map: 'map',
  filter: 'filter',
  reversed: 'reversed',
  memoryview: 'memoryview',
  mappingproxy: 'mappingproxy',
  simplenamespace: 'SimpleNamespace',
  union: 'UnionType',
  genericalias: 'GenericAlias',
  partial: 'partial',
  lru_cache: 'lru_cache',
  lock: 'lock',
  rlock: 'rlock',
  tee: 'itertools._tee',
  itemgetter: 'operator.itemgetter',
  attrgetter: 'operator.attrgetter',
  methodcaller: 'operator.methodcaller',
  pairwise: 'itertools.pairwise',
  batched: 'itertools.batched',
};

test.each(Object.keys(measured))('%s: types of one size have it', (version) => {
  const sizes = ruleset(version)!.sizes;
  const wrong: string[] = [];
  for (const [name, bytes] of Object.entries(measured[version])) {
    const type = name.startsWith('it_') ? (`itertools.${name.slice(3)}` as FixedType) : fixed[name];
    if (type !== undefined && sizes.fixed[type] !== bytes)
      wrong.push(`${name}: ${sizes.fixed[type]}, not ${bytes}`);
  }
  expect(wrong).toEqual([]);
});

test.each(Object.keys(measured))('%s: exceptions and objects whose size follows a formula', (version) => {
  const { sizes, dict, instances } = ruleset(version)!;
  const real = measured[version];
  const sharedKeysBytes = keysTableBytes(instances.sharedKeysMax > 0 ? 64 : 8, true, ruleset(version)!);
  for (const name of Object.keys(sizes.exceptions))
    if (real[name] !== undefined) expect([name, sizes.exceptions[name]]).toEqual([name, real[name]]);
  expect({
    int0: sizes.int.zeroBytes,
    int1: sizes.int.baseBytes + sizes.int.digitBytes,
    int60: sizes.int.baseBytes + 3 * sizes.int.digitBytes,
    str: sizes.str.asciiBaseBytes,
    str_ucs2: sizes.str.wideBaseBytes + 4,
    str_ucs4: sizes.str.wideBaseBytes + 8,
    bytes: sizes.bytesBaseBytes,
    bytearray: sizes.bytearray.emptyBytes,
    bytearray5: sizes.bytearray.emptyBytes + 5 + sizes.bytearray.bufferExtraBytes,
    tuple: sizes.tupleBaseBytes,
    list: sizes.listBytes,
    dict: sizes.dictBytes,
    'dict()': dict.constructorPreallocates
      ? sizes.dictBytes + dict.keysHeaderBytes + 8 + 5 * 24
      : sizes.dictBytes,
    set: sizes.setBytes,
    class: sizes.classBytes + sharedKeysBytes,
    class_sub_Exception: sizes.classBytes + (instances.sharedKeysMax > 0 ? 0 : sharedKeysBytes),
    deque: sizes.deque.emptyBytes,
    instance: instances.emptyInstanceBytes,
  }).toMatchObject(
    Object.fromEntries(
      'int0 int1 int60 str str_ucs2 str_ucs4 bytes bytearray bytearray5 tuple list dict dict() set class class_sub_Exception deque instance'
        .split(' ')
        .map((name) => [name, real[name]]),
    ),
  );
});

test('every version has a frozen ruleset, and unknown versions have none', () => {
  for (const version of versions) {
    const rules = ruleset(version)!;
    expect(rules.version).toBe(version);
    expect(Object.isFrozen(rules.collector.thresholds)).toBe(true);
  }
  expect(ruleset('2.7')).toBeUndefined();
  expect(ruleset('__proto__')).toBeUndefined();
});

test('a value changes with the version that names it', () => {
  const at = (version: string) => sinceVersion(ruleset(version)!, { '3.3': 'old', '3.11': 'new' });
  expect([at('3.8'), at('3.10'), at('3.11'), at('3.15')]).toEqual(['old', 'old', 'new', 'new']);
});

test('the collector of 3.14.0 stands alone between two generational ones', () => {
  expect(versions.map((version) => ruleset(version)!.collector.kind)).toEqual([
    ...new Array(7).fill('generational'),
    'incremental',
    'generational',
    'freeThreaded',
    'generational',
  ]);
});
