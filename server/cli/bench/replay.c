/* Times the pymalloc of the interpreter that loads this library on a trace of ours. Built without Python.h: the
 * three functions are public, stable C API, so one build serves every CPython. Call with the GIL held (ctypes.PyDLL). */
#include <stddef.h>
#include <stdint.h>
#include <time.h>

extern void *PyObject_Malloc(size_t);
extern void *PyObject_Realloc(void *, size_t);
extern void PyObject_Free(void *);

static double now_ms(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* Operation i is words 2i (block id * 4 + kind) and 2i + 1 (size); kind is 0 malloc, 1 free, 2 realloc. */
static void run(const int32_t *words, int64_t from, int64_t to, void **live) {
    for (int64_t i = from; i < to; i++) {
        int32_t kind = words[2 * i] & 3, id = words[2 * i] >> 2;
        if (kind == 1) { PyObject_Free(live[id]); live[id] = NULL; }
        else if (kind == 0) live[id] = PyObject_Malloc(words[2 * i + 1]);
        else live[id] = PyObject_Realloc(live[id], words[2 * i + 1]);
    }
}

/* Milliseconds of the fastest of `rounds` replays of the operations from `timed_from` on: of the processor's time where the
 * replay starts in its midst, else (the replay is short) of the clock on the wall. What is left is freed. */
double best_replay_ms(int64_t n, int64_t timed_from, const int32_t *words, int64_t blocks, void **live, int32_t rounds) {
    clockid_t clock = timed_from > 0 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    double best = 1e300;
    for (int32_t round = 0; round < rounds; round++) {
        run(words, 0, timed_from, live);
        double before = now_ms(clock);
        run(words, timed_from, n, live);
        double ms = now_ms(clock) - before;
        if (ms < best) best = ms;
        for (int64_t i = 0; i < blocks; i++) { PyObject_Free(live[i]); live[i] = NULL; }
    }
    return best;
}
