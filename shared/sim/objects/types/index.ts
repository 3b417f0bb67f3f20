/** All built-in types, in the order in which a machine makes them: bases first. */
import type { Runtime } from '../runtime.ts';
import type { TypeDef } from '../typedef.ts';
import { baseExceptionDef } from './base-exception.ts';
import { boolDef } from './bool.ts';
import { builtinDef } from './builtin.ts';
import { bytearrayDef } from './bytearray-type.ts';
import { bytesDef } from './bytes-type.ts';
import { cellDef } from './cell.ts';
import { enumerateDef, filterDef, mapDef, reversedDef, zipDef } from './combinators.ts';
import { complexDef } from './complex.ts';
import {
  classMethodDescrDef,
  getsetDescrDef,
  memberDescrDef,
  methodDescrDef,
  methodWrapperDef,
  wrapperDescrDef,
} from './descr.ts';
import { dictIterDefs } from './dict-iterators.ts';
import { dictDef } from './dict-type.ts';
import { viewDefs } from './dict-views.ts';
import { exceptionDefs } from './exceptions.ts';
import { floatDef } from './float.ts';
import { frozenDictDef } from './frozendict.ts';
import { genericAliasDef, unionDef } from './genericalias.ts';
import { intDef } from './int-type.ts';
import {
  bytearrayIterDef,
  bytesIterDef,
  callIterDef,
  iteratorDef,
  listIterDef,
  listReverseIterDef,
  strAsciiIterDef,
  strIterDef,
  tupleIterDef,
} from './iterators.ts';
import { listDef } from './list-type.ts';
import { managedBufferDef } from './managedbuffer.ts';
import { mappingProxyDef } from './mappingproxy.ts';
import { memoryIterDef, memoryviewDef } from './memoryview.ts';
import { methodDef } from './method.ts';
import { moduleDef } from './module.ts';
import { namespaceDef } from './namespace.ts';
import { objectDef } from './object.ts';
import { propertyDef } from './property.ts';
import { longRangeIterDef, rangeDef, rangeIterDef } from './range.ts';
import { sentinelDef } from './sentinel.ts';
import { setIterDef } from './set-iterator.ts';
import { frozensetDef, setDef } from './set-type.ts';
import { ellipsisDef, noneDef, notImplementedDef } from './singletons.ts';
import { sliceDef } from './slice.ts';
import { classMethodDef, staticMethodDef } from './staticmethod.ts';
import { strDef } from './str-type.ts';
import { superDef } from './super.ts';
import { tupleDef } from './tuple-type.ts';
import { typeDef } from './type.ts';

const builtinTypes: readonly TypeDef[] = [
  objectDef,
  typeDef,
  noneDef,
  notImplementedDef,
  ellipsisDef,
  intDef,
  boolDef,
  floatDef,
  complexDef,
  strDef,
  bytesDef,
  bytearrayDef,
  managedBufferDef,
  memoryviewDef,
  memoryIterDef,
  tupleDef,
  listDef,
  dictDef,
  setDef,
  frozensetDef,
  rangeDef,
  sliceDef,
  builtinDef,
  methodDescrDef,
  classMethodDescrDef,
  wrapperDescrDef,
  methodWrapperDef,
  getsetDescrDef,
  memberDescrDef,
  methodDef,
  staticMethodDef,
  classMethodDef,
  propertyDef,
  superDef,
  cellDef,
  moduleDef,
  mappingProxyDef,
  namespaceDef,
  listIterDef,
  tupleIterDef,
  listReverseIterDef,
  strIterDef,
  strAsciiIterDef,
  bytesIterDef,
  bytearrayIterDef,
  iteratorDef,
  callIterDef,
  rangeIterDef,
  longRangeIterDef,
  setIterDef,
  ...dictIterDefs,
  ...viewDefs,
  enumerateDef,
  reversedDef,
  zipDef,
  mapDef,
  filterDef,
  genericAliasDef,
  unionDef,
  baseExceptionDef,
];

/** Those that came with 3.15. */
const builtinTypes315: readonly TypeDef[] = [frozenDictDef, sentinelDef];

/** The types that exist from the start, bases before what is derived from them. */
export function builtinTypesOf(minor: number): readonly TypeDef[] {
  return minor >= 15 ? [...builtinTypes, ...builtinTypes315] : builtinTypes;
}

export { exceptionDefs };

/** Types that the module builtins shows. */
const builtinTypeNames: readonly string[] = [
  'object',
  'type',
  'int',
  'bool',
  'float',
  'complex',
  'str',
  'bytes',
  'bytearray',
  'memoryview',
  'tuple',
  'list',
  'dict',
  'set',
  'frozenset',
  'range',
  'slice',
  'staticmethod',
  'classmethod',
  'property',
  'super',
  'enumerate',
  'reversed',
  'zip',
  'map',
  'filter',
];

/** The same, of that minor version. */
export function builtinTypeNamesOf(minor: number): readonly string[] {
  return minor >= 15 ? [...builtinTypeNames, ...builtinTypes315.map(({ name }) => name)] : builtinTypeNames;
}

/** Copies the types that native code names into their fields. */
export function nameTypes(rt: Runtime): void {
  const t = rt.types;
  rt.objectType = t['object'];
  rt.typeType = t['type'];
  rt.intType = t['int'];
  rt.boolType = t['bool'];
  rt.floatType = t['float'];
  rt.complexType = t['complex'];
  rt.strType = t['str'];
  rt.bytesType = t['bytes'];
  rt.bytearrayType = t['bytearray'];
  rt.tupleType = t['tuple'];
  rt.listType = t['list'];
  rt.dictType = t['dict'];
  rt.setType = t['set'];
  rt.frozensetType = t['frozenset'];
  rt.rangeType = t['range'];
  rt.sliceType = t['slice'];
  rt.functionType = t['function'];
  rt.methodType = t['method'];
  rt.builtinType = t['builtin_function_or_method'];
  rt.cellType = t['cell'];
  rt.moduleType = t['module'];
  rt.generatorType = t['generator'];
  rt.listIterType = t['list_iterator'];
  rt.tupleIterType = t['tuple_iterator'];
  rt.rangeIterType = t['range_iterator'];
}
