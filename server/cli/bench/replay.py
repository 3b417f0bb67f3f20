"""python3 replay.py LIBRARY TRACE OPERATIONS TIMED_FROM BLOCKS ROUNDS: milliseconds of the fastest replay."""
import ctypes
import sys

library, path = sys.argv[1:3]
operations, timed_from, blocks, rounds = map(int, sys.argv[3:])
with open(path, "rb") as f:
    words = ctypes.create_string_buffer(f.read())
live = (ctypes.c_void_p * blocks)()
replay = ctypes.PyDLL(library).best_replay_ms
replay.restype = ctypes.c_double
i64 = ctypes.c_int64
print(replay(i64(operations), i64(timed_from), words, i64(blocks), live, ctypes.c_int32(rounds)))
