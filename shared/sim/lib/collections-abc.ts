/** collections.abc (Lib/_collections_abc.py, Lib/collections/abc.py). */
import { callable, callableAlias } from './collections-abc/callable.ts';
import { mappings } from './collections-abc/mappings.ts';
import { asyncProtocols, beginning, buffer, protocols } from './collections-abc/protocols.ts';
import { byteString, byteStringMeta, sequences } from './collections-abc/sequences.ts';
import { sets } from './collections-abc/sets.ts';
import { type LibModule, when } from './module.ts';

/** Fills the places that depend on the version. */
function written(source: string, minor: number): string {
  const others = ['"ByteString", '.repeat(minor <= 14 ? 1 : 0), '"Buffer", '.repeat(minor >= 12 ? 1 : 0)];
  const bytesToo = byteString
    .replace('META\n', minor >= 12 ? `${byteStringMeta}\n` : '\n')
    .replace('METACLASS', minor >= 12 ? ', metaclass=_DeprecateByteStringMeta' : '');
  const filled = source
    .replace('OTHERS', others.join(''))
    .replace('HASH_MIX', minor >= 9 ? 'h ^= (h >> 11) ^ (h >> 25)' : '')
    .replace('FROZEN_DICT', when(minor >= 15, 'Mapping.register(frozendict)\n'))
    .replace('LOCALS_PROXY', when(minor >= 13, 'Mapping.register(framelocalsproxy)\n'))
    .replace('BYTES', when(minor >= 14, 'Sequence.register(bytes)\n'))
    .replace('BYTE_STRING', bytesToo);
  // Types in brackets came with 3.9; `match`, and with it what it takes for a sequence or a mapping, with 3.10.
  const typed =
    minor >= 9 ? filled : filled.replace(/\n*^ +__class_getitem__ = .*\n|^GenericAlias = .*\n/gm, '\n');
  return minor >= 10 ? typed : typed.replace(/^ +__abc_tpflags__ = .*\n/gm, '');
}

const localsProxy = String.raw`
def _get_framelocalsproxy():
    return type(sys._getframe().f_locals)
framelocalsproxy = _get_framelocalsproxy()
del _get_framelocalsproxy
`;

/** ByteString is a name of the module no more, but it is there for who asks (3.15). */
const hidden = String.raw`

_deprecated_ByteString = globals().pop("ByteString")

def __getattr__(attr):
    if attr == "ByteString":
        globals()["ByteString"] = _deprecated_ByteString
        return _deprecated_ByteString
    raise AttributeError(f"module 'collections.abc' has no attribute {attr!r}")
`;

export const underscoredAbcLib: LibModule = {
  name: '_collections_abc',
  source: ({ minor }) =>
    written(
      beginning +
        when(minor >= 13, localsProxy) +
        asyncProtocols +
        protocols +
        when(minor >= 12, buffer) +
        when(minor >= 9, callableAlias) +
        callable +
        sets +
        mappings +
        sequences +
        when(minor >= 15, hidden),
      minor,
    ),
};

/** From 3.13 on it is that module itself. */
export const collectionsAbcLib: LibModule = {
  name: 'collections.abc',
  source: ({ minor }) =>
    minor >= 13
      ? `
import _collections_abc
import sys
sys.modules[__name__] = _collections_abc
`
      : `
from _collections_abc import *
from _collections_abc import __all__
${when(minor >= 9, 'from _collections_abc import _CallableGenericAlias')}
`,
};
