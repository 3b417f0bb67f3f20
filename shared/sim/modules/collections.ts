/** The native half of collections (Modules/_collectionsmodule.c): what its module has. */

import { countElementsDef } from './counting.ts';
import { defaultdictDef } from './defaultdict.ts';
import { dequeDef, dequeIterDef, dequeReverseIterDef } from './deque.ts';
import type { ModuleDef } from './module.ts';
import { orderedDictDefs } from './ordered-dict.ts';

export const collectionsModule: ModuleDef = {
  name: '_collections',
  functions: [countElementsDef],
  types: [dequeDef, dequeIterDef, dequeReverseIterDef, defaultdictDef, ...orderedDictDefs],
};
