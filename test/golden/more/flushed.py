# A stream of the program's own is flushed after the last statement and when the process ends, and let go before the modules.
import sys, atexit
class F:
    closed = False
    def write(self, s): sys.__stdout__.write(s)
    def flush(self): sys.__stdout__.write("flush fails\n"); raise ValueError("no flush")
sys.stdout = F()
atexit.register(print, "at exit")
print("a")
class G:
    def __del__(self): sys.__stdout__.write("del\n") if sys else None
g = G()
