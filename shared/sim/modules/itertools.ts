/** itertools (Modules/itertoolsmodule.c). */
import { mN } from '../objects/slots.ts';
import { chainDef, isliceDef } from './itertools/chain.ts';
import {
  accumulateDef,
  compressDef,
  dropwhileDef,
  filterfalseDef,
  starmapDef,
  takewhileDef,
} from './itertools/choosing.ts';
import {
  combinationsDef,
  combinationsWithReplacementDef,
  permutationsDef,
  productDef,
} from './itertools/combinatoric.ts';
import { countDef, cycleDef, repeatDef } from './itertools/endless.ts';
import { groupbyDef, grouperDef } from './itertools/groupby.ts';
import { linkDef, tee, teeDef } from './itertools/tee.ts';
import { batchedDef, pairwiseDef, zipLongestDef } from './itertools/together.ts';
import type { ModuleDef } from './module.ts';

export const itertoolsModule: ModuleDef = {
  name: 'itertools',
  types: [
    countDef,
    cycleDef,
    repeatDef,
    chainDef,
    isliceDef,
    takewhileDef,
    dropwhileDef,
    filterfalseDef,
    starmapDef,
    compressDef,
    accumulateDef,
    zipLongestDef,
    pairwiseDef,
    batchedDef,
    productDef,
    combinationsDef,
    combinationsWithReplacementDef,
    permutationsDef,
    groupbyDef,
    grouperDef,
    linkDef,
    teeDef,
  ],
  functions: [mN('tee', tee, 1, 2)],
  leaveOut: (rules) => [
    ...(rules.minor >= 10 ? [] : ['pairwise']),
    ...(rules.minor >= 12 ? [] : ['batched']),
  ],
};
