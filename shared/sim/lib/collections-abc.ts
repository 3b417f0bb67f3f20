/** collections.abc (Lib/_collections_abc.py). */
import { mappings } from './collections-abc/mappings.ts';
import { protocols } from './collections-abc/protocols.ts';
import { byteString, sequences } from './collections-abc/sequences.ts';
import { sets } from './collections-abc/sets.ts';
import { type LibModule, when } from './module.ts';

const buffer = String.raw`

class Buffer(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags: int, /):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, C):
        if cls is Buffer:
            return _check_methods(C, "__buffer__")
        return NotImplemented


__all__.append("Buffer")
`;

const localsProxy = String.raw`
Mapping.register((lambda: type(__import__('sys')._getframe().f_locals))())
`;

/** `match`, and with it what it takes for a sequence or a mapping, came with 3.10. */
const marked = (source: string, minor: number): string =>
  minor >= 10 ? source : source.replace(/^ +__abc_tpflags__ = .*\n/gm, '');

export const collectionsAbcLib: LibModule = {
  name: 'collections.abc',
  source: ({ minor }) =>
    protocols +
    sets.replace('HASH_MIX', minor >= 9 ? 'h ^= (h >> 11) ^ (h >> 25)' : '') +
    marked(mappings, minor) +
    when(minor >= 13, localsProxy) +
    marked(sequences, minor) +
    when(minor <= 13, byteString) +
    when(minor >= 12, buffer),
};
