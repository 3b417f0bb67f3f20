/**
 * The module annotationlib of 3.14 and later (Lib/annotationlib.py): annotations as values, as forward references or as texts. Type
 * parameters and template strings are not known here.
 */
import { forwardSource } from './annotationlib/forward.ts';
import { textSource } from './annotationlib/texts.ts';
import type { LibModule } from './module.ts';

const beginning = String.raw`
import builtins
import enum
import keyword
import sys
import types

__all__ = [
    "Format",
    "ForwardRef",
    "call_annotate_function",
    "call_evaluate_function",
    "get_annotate_from_class_namespace",
    "get_annotations",
    "annotations_to_string",
    "type_repr",
]
`;

const functions = String.raw`

def call_evaluate_function(evaluate, format, *, owner=None):
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format == Format.STRING:
        try:
            annotate(Format.VALUE_WITH_FAKE_GLOBALS)
        except NotImplementedError:
            return annotations_to_string(annotate(Format.VALUE))
        except Exception:
            pass
        globals = _StringifierDict({}, format=format)
        closure, _ = _build_closure(annotate, owner, isinstance(owner, type), globals, allow_evaluation=False)
        annos = _with_globals(annotate, globals, closure)(Format.VALUE_WITH_FAKE_GLOBALS)
        if _is_evaluate:
            return _stringify_single(annos)
        return {key: _stringify_single(val) for key, val in annos.items()}
    elif format == Format.FORWARDREF:
        is_class = isinstance(owner, type)
        namespace = {**annotate.__builtins__, **annotate.__globals__}
        globals = _StringifierDict(namespace, globals=annotate.__globals__, owner=owner, is_class=is_class, format=format)
        closure, cell_dict = _build_closure(annotate, owner, is_class, globals, allow_evaluation=True)
        try:
            result = _with_globals(annotate, globals, closure)(Format.VALUE_WITH_FAKE_GLOBALS)
        except NotImplementedError:
            return annotate(Format.VALUE)
        except Exception:
            pass
        else:
            globals.transmogrify(cell_dict)
            return result
        globals = _StringifierDict({}, globals=annotate.__globals__, owner=owner, is_class=is_class, format=format)
        closure, cell_dict = _build_closure(annotate, owner, is_class, globals, allow_evaluation=False)
        result = _with_globals(annotate, globals, closure)(Format.VALUE_WITH_FAKE_GLOBALS)
        globals.transmogrify(cell_dict)
        if _is_evaluate:
            return _resolved(result)
        return {key: _resolved(val) for key, val in result.items()}
    elif format == Format.VALUE:
        raise RuntimeError("annotate function does not support VALUE format")
    else:
        raise ValueError(f"Invalid format: {format!r}")


def _resolved(value):
    return value.evaluate(format=Format.FORWARDREF) if isinstance(value, ForwardRef) else value


def _with_globals(annotate, globals, closure):
    return types.FunctionType(
        annotate.__code__, globals, closure=closure, argdefs=annotate.__defaults__, kwdefaults=annotate.__kwdefaults__
    )


def _build_closure(annotate, owner, is_class, stringifier_dict, *, allow_evaluation):
    if not annotate.__closure__:
        return None, None
    new_closure = []
    cell_dict = {}
    for name, cell in zip(annotate.__code__.co_freevars, annotate.__closure__, strict=True):
        cell_dict[name] = cell
        new_cell = None
        if allow_evaluation:
            try:
                cell.cell_contents
            except ValueError:
                pass
            else:
                new_cell = cell
        if new_cell is None:
            fwdref = _Stringifier(
                name,
                cell=cell,
                owner=owner,
                globals=annotate.__globals__,
                is_class=is_class,
                stringifier_dict=stringifier_dict,
            )
            stringifier_dict.stringifiers.append(fwdref)
            new_cell = types.CellType(fwdref)
        new_closure.append(new_cell)
    return tuple(new_closure), cell_dict


def _stringify_single(anno):
    if anno is ...:
        return "..."
    elif isinstance(anno, str):
        return anno
    return repr(anno)


def get_annotate_from_class_namespace(obj):
    try:
        return obj["__annotate__"]
    except KeyError:
        return obj.get("__annotate_func__", None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    match format:
        case Format.VALUE:
            ann = _get_dunder_annotations(obj)
            if ann is None:
                ann = _get_and_call_annotate(obj, format)
        case Format.FORWARDREF:
            try:
                ann = _get_dunder_annotations(obj)
            except Exception:
                pass
            else:
                if ann is not None:
                    return dict(ann)
            ann = _get_and_call_annotate(obj, format)
            if ann is None:
                ann = _get_dunder_annotations(obj)
        case Format.STRING:
            ann = _get_and_call_annotate(obj, format)
            if ann is not None:
                return dict(ann)
            ann = _get_dunder_annotations(obj)
            if ann is not None:
                return annotations_to_string(ann)
        case Format.VALUE_WITH_FAKE_GLOBALS:
            raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
        case _:
            raise ValueError(f"Unsupported format {format!r}")
    if ann is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    if not ann:
        return {}
    if not eval_str:
        return dict(ann)
    if globals is None:
        globals = _globals_of(_unwrapped(obj))
    if locals is None and isinstance(obj, type):
        locals = dict(vars(obj))
    return {
        key: value if not isinstance(value, str) else eval(_rewrite_star_unpack(value), globals, locals)
        for key, value in ann.items()
    }


def _unwrapped(obj):
    if isinstance(obj, type) or not callable(obj):
        return obj
    seen = {id(obj)}
    while True:
        functools = sys.modules.get("functools")
        if hasattr(obj, "__wrapped__"):
            inner = obj.__wrapped__
        elif functools and isinstance(obj, functools.partial):
            inner = obj.func
        else:
            return obj
        if id(inner) in seen:
            return obj
        seen.add(id(inner))
        obj = inner


def type_repr(value):
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    elif value is ...:
        return "..."
    else:
        return repr(value)


def annotations_to_string(annotations):
    return {n: t if isinstance(t, str) else type_repr(t) for n, t in annotations.items()}


_BASE_GET_ANNOTATIONS = type.__dict__["__annotations__"].__get__


def _get_and_call_annotate(obj, format):
    annotate = getattr(obj, "__annotate__", None)
    if annotate is None:
        return None
    ann = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(ann, dict):
        raise ValueError(f"{obj!r}.__annotate__ returned a non-dict")
    return ann


def _get_dunder_annotations(obj):
    if isinstance(obj, type):
        try:
            ann = _BASE_GET_ANNOTATIONS(obj)
        except AttributeError:
            return None
    else:
        ann = getattr(obj, "__annotations__", None)
        if ann is None:
            return None
    if not isinstance(ann, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return ann
`;

export const annotationlibLib: LibModule = {
  name: 'annotationlib',
  since: 14,
  source: () => beginning + forwardSource + textSource + functions,
};
