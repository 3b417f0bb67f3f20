/** bisect and heapq (Lib/bisect.py, which has native functions; Lib/heapq.py, whose C twin behaves alike). */
import { type LibModule, when } from './module.ts';

export const bisectLib: LibModule = {
  name: 'bisect',
  source: () => 'from _bisect import *\n\nbisect = bisect_right\ninsort = insort_right\n',
};

/** The sifts of a heap whose smaller (or larger) item is on top. */
function sifts(suffix: string, before: (a: string, b: string) => string): string {
  return `
def _siftdown${suffix}(heap, startpos, pos):
    newitem = heap[pos]
    while pos > startpos:
        parentpos = (pos - 1) >> 1
        parent = heap[parentpos]
        if ${before('newitem', 'parent')}:
            heap[pos] = parent
            pos = parentpos
            continue
        break
    heap[pos] = newitem


def _siftup${suffix}(heap, pos):
    endpos = len(heap)
    startpos = pos
    newitem = heap[pos]
    childpos = 2 * pos + 1
    while childpos < endpos:
        rightpos = childpos + 1
        if rightpos < endpos and not ${before('heap[childpos]', 'heap[rightpos]')}:
            childpos = rightpos
        heap[pos] = heap[childpos]
        pos = childpos
        childpos = 2 * pos + 1
    heap[pos] = newitem
    _siftdown${suffix}(heap, startpos, pos)
`;
}

/** push, pop and the rest over the sifts. */
function operations(
  prefix: string,
  suffix: string,
  before: (a: string, b: string) => string,
  minor: number,
): string {
  /** Where the heap is no list, as the C twins say it. */
  const check = (name: string, place = ''): string => {
    const argument =
      minor < 10
        ? 'heap argument must be a list'
        : `${prefix}${name}${suffix}() argument${place} must be list, not `;
    return `    if not isinstance(heap, list):
        raise TypeError("${argument}"${minor < 10 ? '' : ' + type(heap).__name__'})
`;
  };
  const notEmpty = `    if not heap:
        raise IndexError('index out of range')
`;
  return `
def ${prefix}heappush${suffix}(heap, item, /):
${check('heappush', ' 1')}    heap.append(item)
    _siftdown${suffix}(heap, 0, len(heap) - 1)


def ${prefix}heappop${suffix}(heap, /):
${check('heappop')}${notEmpty}    lastelt = heap.pop()
    if heap:
        returnitem = heap[0]
        heap[0] = lastelt
        _siftup${suffix}(heap, 0)
        return returnitem
    return lastelt


def ${prefix}heapreplace${suffix}(heap, item, /):
${check('heapreplace', ' 1')}${notEmpty}    returnitem = heap[0]
    heap[0] = item
    _siftup${suffix}(heap, 0)
    return returnitem


def ${prefix}heappushpop${suffix}(heap, item, /):
${check('heappushpop', ' 1')}    if heap and ${before('heap[0]', 'item')}:
        item, heap[0] = heap[0], item
        _siftup${suffix}(heap, 0)
    return item


def ${prefix}heapify${suffix}(heap, /):
${check('heapify')}    for i in reversed(range(len(heap) // 2)):
        _siftup${suffix}(heap, i)
`;
}

const selections = String.raw`
def merge(*iterables, key=None, reverse=False):
    h = []
    if reverse:
        heapify, replace, direction = _heapify_max, _heapreplace_max, -1
    else:
        heapify, replace, direction = globals()['heapify'], heapreplace, 1
    pop = _heappop_max if reverse else heappop
    for order, it in enumerate(map(iter, iterables)):
        try:
            next = it.__next__
            value = next()
            h.append([value if key is None else key(value), order * direction, next, value])
        except StopIteration:
            pass
    heapify(h)
    while len(h) > 1:
        try:
            while True:
                item = h[0]
                key_value, order, next, value = item
                yield value
                value = next()
                item[0] = value if key is None else key(value)
                item[3] = value
                replace(h, item)
        except StopIteration:
            pop(h)
    if h:
        key_value, order, next, value = h[0]
        yield value
        yield from next.__self__


def _select(n, iterable, key, largest):
    it = iter(iterable)
    sign = -1 if largest else 1
    if largest:
        heapify, replace = globals()['heapify'], heapreplace
    else:
        heapify, replace = _heapify_max, _heapreplace_max
    result = []
    order = 0
    for elem in it:
        result.append((elem if key is None else key(elem), order * sign, elem))
        order += 1
        if order >= n:
            break
    if not result:
        return []
    heapify(result)
    top = result[0][0]
    for elem in it:
        k = elem if key is None else key(elem)
        if top < k if largest else k < top:
            replace(result, (k, order * sign, elem))
            top = result[0][0]
            order += 1
    result.sort(reverse=largest)
    return [elem for k, order, elem in result]


def nsmallest(n, iterable, key=None):
    if n == 1:
        found = [*iterable]
        return [min(found, key=key)] if found else []
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _select(n, iterable, key, False) if n > 0 else []


def nlargest(n, iterable, key=None):
    if n == 1:
        found = [*iterable]
        return [max(found, key=key)] if found else []
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _select(n, iterable, key, True) if n > 0 else []
`;

const smaller = (a: string, b: string): string => `${a} < ${b}`;
const larger = (a: string, b: string): string => `${b} < ${a}`;

export const heapqLib: LibModule = {
  name: 'heapq',
  source: ({ minor }) =>
    `__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']
${sifts('', smaller)}${operations('', '', smaller, minor)}${sifts('_max', larger)}${operations('_', '_max', larger, minor)}${selections}${when(
  minor >= 14,
  ['heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop']
    .map((n) => `${n}_max = _${n}_max\n`)
    .join(''),
)}`,
};
