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
import {
  accumulateCopied,
  chainCopied,
  choosingCopied,
  compressCopied,
  countCopied,
  cycleCopied,
  decidingCopied,
  groupbyCopied,
  isliceCopied,
  permutationsCopied,
  productCopied,
  repeatCopied,
  selectingCopied,
  zipLongestCopied,
} from './itertools/reduction.ts';
import { linkDef, tee, teeDef } from './itertools/tee.ts';
import { batchedDef, pairwiseDef, zipLongestDef } from './itertools/together.ts';
import type { ModuleDef } from './module.ts';

export const itertoolsModule: ModuleDef = {
  name: 'itertools',
  types: [
    countCopied(countDef),
    cycleCopied(cycleDef),
    repeatCopied(repeatDef),
    chainCopied(chainDef),
    isliceCopied(isliceDef),
    decidingCopied(takewhileDef),
    decidingCopied(dropwhileDef),
    choosingCopied(filterfalseDef),
    choosingCopied(starmapDef),
    compressCopied(compressDef),
    accumulateCopied(accumulateDef),
    zipLongestCopied(zipLongestDef),
    pairwiseDef,
    batchedDef,
    productCopied(productDef),
    selectingCopied(combinationsDef, false),
    selectingCopied(combinationsWithReplacementDef, true),
    permutationsCopied(permutationsDef),
    groupbyCopied(groupbyDef),
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
