/**
 * The module typing (Lib/typing.py): aliases, generic classes, protocols, records, and the functions that do nothing at run time. Names of it that
 * are not here are listed in objects/unsupported.ts.
 */
import { type LibModule, when } from './module.ts';
import { aliasSource } from './typing/aliases.ts';
import { classSource } from './typing/classes.ts';

export const typingLib: LibModule = {
  name: 'typing',
  source({ minor }) {
    const names = [
      'Any Callable ClassVar Final ForwardRef Generic Literal Optional Protocol Tuple Type TypeVar Union AbstractSet ByteString Container',
      'Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet Sequence Sized',
      'ValuesView Collection Reversible SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt',
      'SupportsRound ChainMap Counter Deque Dict DefaultDict List OrderedDict Set FrozenSet NamedTuple TypedDict Generator AnyStr',
      'cast final get_args get_origin get_type_hints NewType no_type_check NoReturn overload runtime_checkable Text TYPE_CHECKING',
      when(minor >= 9, 'Annotated'),
      when(minor >= 10, 'TypeAlias'),
      when(minor >= 11, 'Never Self LiteralString Required NotRequired assert_never assert_type reveal_type'),
      when(minor >= 12, 'override'),
    ]
      .join(' ')
      .split(' ')
      .filter((name) => name !== '' && !(name === 'ByteString' && minor >= 14));
    return `
import collections
import collections.abc
import functools
import sys
import types
from abc import ABCMeta, abstractmethod

__all__ = [${names.map((name) => `'${name}'`).join(', ')}]
_minor = ${minor}
${aliasSource}${classSource}${when(minor >= 14, 'del ByteString\n')}`;
  },
};
