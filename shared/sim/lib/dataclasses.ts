/**
 * The module dataclasses (Lib/dataclasses.py). As there, the methods of a class are written as source and compiled, so that errors about
 * arguments are those of ordinary functions.
 */
import { classSource } from './dataclasses/classes.ts';
import { fieldSource } from './dataclasses/fields.ts';
import { type LibModule, when } from './module.ts';

/** Up to 3.12 tuples of the fields are compared, from 3.13 on one field after the other. */
const tupleEquality = `_set_new_attribute(cls, '__eq__', _cmp_fn('__eq__', '==', _tuple_str('self', cmp_fields), _tuple_str('other', cmp_fields), globals))`;
const fieldEquality = `terms = [f'self.{f.name}==other.{f.name}' for f in cmp_fields]
        _set_new_attribute(cls, '__eq__', _create_fn('__eq__', ('self', 'other'),
                           ['if self is other:', ' return True', 'if other.__class__ is self.__class__:',
                            ' return ' + (' and '.join(terms) or 'True'), 'return NotImplemented'], globals=globals))`;

export const dataclassesLib: LibModule = {
  name: 'dataclasses',
  source({ minor }) {
    const kw = minor >= 10;
    const options = `${when(kw, ', match_args=True, kw_only=False, slots=False')}${when(minor >= 11, ', weakref_slot=False')}`;
    const names = [
      'init repr eq order unsafe_hash frozen',
      when(minor >= 12, 'match_args kw_only slots weakref_slot'),
    ];
    const exported = [
      'dataclass field Field FrozenInstanceError InitVar',
      when(kw, 'KW_ONLY'),
      'MISSING fields asdict astuple make_dataclass replace is_dataclass',
    ];
    const list = (words: string[]): string =>
      words
        .join(' ')
        .split(' ')
        .filter(Boolean)
        .map((word) => `'${word}'`)
        .join(', ');
    const text = fieldSource
      .replace('KW_SLOT', when(kw, " 'kw_only',"))
      .replace('KW_PARAMETER', when(kw, ', kw_only'))
      .replace('KW_STORE', kw ? 'self.kw_only = kw_only' : '')
      .replace('KW_SHOWN', when(kw, "f'kw_only={self.kw_only!r},'"))
      .replace('KW_DEFAULT', when(kw, ', kw_only=MISSING'))
      .replace('KW_PASSED', when(kw, ', kw_only'))
      .replace('DOC_SLOT', when(minor >= 14, " 'doc',"))
      .replace('DOC_PARAMETER', when(minor >= 14, ', doc'))
      .replace('DOC_STORE', when(minor >= 14, 'self.doc = doc'))
      .replace('DOC_SHOWN', when(minor >= 14, "f'doc={self.doc!r},'"))
      .replace('DOC_DEFAULT', when(minor >= 14, ', doc=None'))
      .replace('DOC_PASSED', when(minor >= 14, ', doc'))
      .replace('PARAM_NAMES', `(${list(names)})`)
      .replace('FOLLOWED', when(minor >= 13, ' {seen_default.name!r}'))
      .replace(
        'from abc import update_abstractmethods as _update_abstractmethods',
        kw
          ? 'from abc import update_abstractmethods as _update_abstractmethods'
          : 'def _update_abstractmethods(cls): pass',
      );
    const kwOnly = kw ? '\n\nclass _KW_ONLY_TYPE:\n    pass\n\n\nKW_ONLY = _KW_ONLY_TYPE()\n' : '';
    const classes = classSource
      .replace(
        'KW_ONLY_MARK',
        kw
          ? "a_type is KW_ONLY or (isinstance(a_type, str) and a_type in ('KW_ONLY', 'dataclasses.KW_ONLY'))"
          : 'False',
      )
      .replace('DEFAULT_KW_PARAMETER', when(kw, ', default_kw_only'))
      .replace('DEFAULT_KW_PASSED', when(kw, ', kw_only'))
      .replace(
        'SET_KW_ONLY',
        kw
          ? `if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')`
          : '',
      )
      // Up to 3.9 the methods keep the name of the function that made them.
      .replace('IS_NAMED', kw ? 'isinstance(value, types.FunctionType)' : 'False')
      .replace('AFTER_CLASS', when(minor <= 12, '.'))
      .replace(
        'SET_MODULE',
        minor >= 12 ? "cls.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')" : '',
      )
      .replaceAll('KW_OF_FIELD', kw ? 'f.kw_only' : 'False')
      .replace(
        'MUTABLE_DEFAULT',
        minor >= 11 ? 'f.default.__class__.__hash__ is None' : 'isinstance(f.default, (list, dict, set))',
      )
      .replace(
        'CLS_ANNOTATIONS',
        minor >= 14
          ? "cls.__annotations__ if '__annotate_func__' in cls.__dict__ or '__annotations__' in cls.__dict__ else {}"
          : "cls.__dict__.get('__annotations__', {})",
      )
      .replace('NO_FROZEN_BASE', minor >= 12 ? 'all_frozen_bases' : 'any_frozen_base')
      .replace('REPLACE_METHOD', when(minor >= 13, "_set_new_attribute(cls, '__replace__', _replace)"))
      .replace('EQUALITY', minor >= 13 ? fieldEquality : tupleEquality)
      .replaceAll('PUBLIC_OPTIONS', options)
      .replace(
        'OPTION_VALUES',
        `${kw ? 'match_args, kw_only, slots' : 'False, False, False'}, ${minor >= 11 ? 'weakref_slot' : 'False'}`,
      )
      .replace(
        'PASSED_OPTIONS',
        `${when(kw, ', match_args=match_args, kw_only=kw_only, slots=slots')}${when(minor >= 11, ', weakref_slot=weakref_slot')}`,
      )
      .replace('FIELDS_FROM', when(minor >= 11, ' from None'))
      .replaceAll('REPLACE_ERROR', minor >= 13 ? 'TypeError' : 'ValueError');
    return `__all__ = [${list(exported)}]\n${text}${kwOnly}\n${classes}`;
  },
};
