/**
 * objgraph and memory_profiler, as far as programs about memory use them. Both are libraries of their own: what they
 * print follows objgraph 3.6 and memory_profiler 0.61; pictures become data (`objgraph.last_graph`) that a view can draw.
 */
import type { LibModule } from './module.ts';

const objgraphSource = String.raw`
import gc as _gc
import sys as _sys

__all__ = ["count", "typestats", "most_common_types", "show_most_common_types", "growth", "show_growth", "by_type", "at",
           "find_ref_chain", "find_backref_chain", "show_refs", "show_backrefs", "is_proper_module", "get_leaking_objects"]

last_graph = None
_peaks = {}


def _type_name(obj):
    return type(obj).__name__


def _objects(objects):
    return _gc.get_objects() if objects is None else objects


def count(typename, objects=None):
    objects = _objects(objects)
    try:
        return sum(1 for o in objects if _type_name(o) == typename)
    finally:
        del objects


def typestats(objects=None, shortnames=True, filter=None):
    objects = _objects(objects)
    try:
        stats = {}
        for o in objects:
            if filter and not filter(o):
                continue
            n = _type_name(o)
            if not shortnames:
                n = type(o).__module__ + "." + n
            stats[n] = stats.get(n, 0) + 1
        return stats
    finally:
        del objects


def most_common_types(limit=10, objects=None, shortnames=True, filter=None):
    stats = sorted(typestats(objects, shortnames=shortnames, filter=filter).items(), key=lambda kv: kv[1], reverse=True)
    return stats[:limit] if limit else stats


def show_most_common_types(limit=10, objects=None, shortnames=True, file=None, filter=None):
    stats = most_common_types(limit, objects, shortnames=shortnames, filter=filter)
    width = max(len(name) for name, count in stats)
    for name, n in stats:
        print('%-*s %i' % (width, name, n), file=file)


def growth(limit=10, peak_stats=None, shortnames=True, filter=None):
    if peak_stats is None:
        peak_stats = _peaks
    _gc.collect()
    stats = typestats(shortnames=shortnames, filter=filter)
    deltas = {}
    for name, n in stats.items():
        old = peak_stats.get(name, 0)
        if n > old:
            deltas[name] = n - old
            peak_stats[name] = n
    rows = sorted(deltas.items(), key=lambda kv: kv[1], reverse=True)
    if limit:
        rows = rows[:limit]
    return [(name, stats[name], delta) for name, delta in rows]


def show_growth(limit=10, peak_stats=None, shortnames=True, file=None, filter=None):
    result = growth(limit, peak_stats, shortnames, filter)
    if result:
        width = max(len(name) for name, _, _ in result)
        for name, n, delta in result:
            print('%-*s%9d %+9d' % (width, name, n, delta), file=file)


def get_leaking_objects(objects=None):
    objects = _objects(objects)
    try:
        ids = {id(i) for i in objects}
        for i in objects:
            ids.difference_update(id(j) for j in _gc.get_referents(i))
        return [i for i in objects if id(i) in ids]
    finally:
        del objects, i


def by_type(typename, objects=None):
    objects = _objects(objects)
    try:
        return [o for o in objects if _type_name(o) == typename]
    finally:
        del objects


def at(addr):
    for o in _gc.get_objects():
        if id(o) == addr:
            return o
    return None


def at_addrs(address_set):
    return [o for o in _gc.get_objects() if id(o) in address_set]


def is_proper_module(obj):
    return _type_name(obj) == 'module' and obj is _sys.modules.get(getattr(obj, '__name__', None))


def _find_chain(obj, predicate, edges, max_depth, reverse):
    queue = [obj]
    depth = {id(obj): 0}
    parent = {id(obj): None}
    ignore = {id(queue), id(depth), id(parent), id(_sys._getframe(0)), id(_sys._getframe(1))}
    ignore.add(id(ignore))
    while queue:
        target = queue.pop(0)
        if predicate(target):
            chain = [target]
            while parent[id(target)] is not None:
                target = parent[id(target)]
                chain.append(target)
            return chain if reverse else list(chain[::-1])
        if depth[id(target)] < max_depth:
            for source in edges(target):
                if id(source) not in ignore and id(source) not in depth:
                    depth[id(source)] = depth[id(target)] + 1
                    parent[id(source)] = target
                    queue.append(source)
    return [obj]


def find_ref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    return _find_chain(obj, predicate, _gc.get_referents, max_depth, False)


def find_backref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    return _find_chain(obj, predicate, _gc.get_referrers, max_depth, True)


def _show(objs, edges, swap, max_depth, too_many, filename, output):
    global last_graph
    if not isinstance(objs, (list, tuple)):
        objs = [objs]
    nodes = {}
    links = []
    queue = list(objs)
    depth = {id(o): 0 for o in queue}
    ignore = {id(objs), id(queue), id(depth), id(nodes), id(links), id(_sys._getframe(0)), id(_sys._getframe(1)), id(_sys._getframe(2))}
    while queue:
        o = queue.pop(0)
        nodes[id(o)] = _type_name(o)
        if depth[id(o)] >= max_depth:
            continue
        for n, other in enumerate(edges(o)):
            if n >= too_many:
                break
            if id(other) in ignore or type(other).__name__ in ('frame', 'module') and not swap:
                continue
            links.append((id(other), id(o)) if swap else (id(o), id(other)))
            if id(other) not in depth:
                depth[id(other)] = depth[id(o)] + 1
                queue.append(other)
    last_graph = {"nodes": nodes, "edges": links, "filename": filename}
    if output is None and filename is not None:
        print("Graph written to %s (%d nodes)" % (filename, len(nodes)))


def show_refs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None,
              extra_info=None, refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    _show(objs, _gc.get_referents, False, max_depth, too_many, filename, output)


def show_backrefs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None,
                  extra_info=None, refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    _show(objs, _gc.get_referrers, True, max_depth, too_many, filename, output)


def show_chain(*chains, **kw):
    _show([o for chain in chains for o in chain], _gc.get_referents, False, 1, 10, kw.get('filename'), kw.get('output'))
`;

const memoryProfilerSource = String.raw`
import _linememory

__all__ = ["profile", "memory_usage"]


def memory_usage(proc=-1, interval=.1, timeout=None, **kw):
    if isinstance(proc, tuple):
        func, args, kwargs = (proc + ((), {}))[:3]
        func(*args, **kwargs)
    return [_linememory.resident_mib()]


def profile(func=None, stream=None, precision=1, backend='psutil'):
    if func is None:
        return lambda f: profile(f, stream, precision, backend)

    def wrapper(*args, **kwargs):
        if not _linememory.start(func.__code__):
            return func(*args, **kwargs)
        try:
            return func(*args, **kwargs)
        finally:
            _show(func.__code__, _linememory.stop(), stream, precision)

    wrapper.__name__ = func.__name__
    wrapper.__qualname__ = func.__qualname__
    wrapper.__doc__ = func.__doc__
    wrapper.__wrapped__ = func
    return wrapper


def _show(code, rows, stream, precision):
    unit = 'MiB'
    head = '{0:>6} {1:>12} {2:>12}  {3:>10}   {4:<}'.format('Line #', 'Mem usage', 'Increment', 'Occurrences', 'Line Contents')
    print('Filename: ' + code.co_filename + '\n', file=stream)
    print(head, file=stream)
    print('=' * len(head), file=stream)
    for number, text, occurrences, memory, increment in rows:
        if occurrences:
            mem = '{0:{1}.{2}f} {3}'.format(memory, precision + 4, precision, unit)
            inc = '{0:{1}.{2}f} {3}'.format(increment, precision + 4, precision, unit)
            print('{0:>6} {1:>12} {2:>12}  {3:>10}   {4}'.format(number, mem, inc, occurrences, text), file=stream)
        else:
            print('{0:>6} {1:>12} {2:>12}  {3:>10}   {4}'.format(number, '', '', '', text), file=stream)
    print('\n', file=stream)
`;

export const objgraphLib: LibModule = { name: 'objgraph', source: () => objgraphSource };
export const memoryProfilerLib: LibModule = { name: 'memory_profiler', source: () => memoryProfilerSource };
