n = 42; pi = 3.14159265; s = "text"; neg = -7; big = 1234567890
print(f"{n:5}|{n:<5}|{n:>5}|{n:^5}|{n:05}|{n:+}|{n: }|{n:x}|{n:X}|{n:o}|{n:b}|{n:#x}|{n:#b}|{n:#o}|{n:e}|{n:f}|{n:g}|{n:%}|{n:c}|{n:n}|{n:d}|{n:,}|{n:_}")
print(f"{pi:.2f}|{pi:10.3f}|{pi:<10.3f}|{pi:e}|{pi:.3e}|{pi:g}|{pi:.10g}|{pi:%}|{pi:.1%}|{pi:010.2f}|{pi:+.1f}|{pi}|{pi!r:>12}")
print(f"{s:10}|{s:>10}|{s:^10}|{s:*^10}|{s:.2}|{s:10.2}|{s!r}|{s!s}|{s!a}|{s!r:>10}")
print(f"{big:,}|{big:_}|{big:_x}|{big:,.2f}|{-big:,}|{big:e}|{big:15,}|{big:<15,}|{neg:05}|{neg:=5}|{neg:=+5}|{neg:^ 7}")
w = 8; p = 3; print(f"{pi:{w}.{p}f}|{s:{'>'}{w}}|{n:{w}}|{'nested ' + f'{n}'}")
print(f"{n=}|{n = }|{pi=:.2f}|{s=}|{s=!s}|{n+1=}")
print(f"{{}}|{{{n}}}|{n}{n}|{'a' 'b'}|{[1,2]}|{ {1: 2} }|{(1,)}|{None}|{True}|{True:5}|{True:d}")
print(f"{float('inf')}|{float('nan'):5}|{float('-inf'):10}|{0.0}|{-0.0}|{1e16}|{1e15}|{1e-5}|{0.0001}|{123456789.123456789}|{1e100:.3}|{1/3}")
print(f"{1+2j}|{1j:.2f}|{complex(0,-1)}|{1e300*1e10}|{2**70}|{2**70:,}|{-2**70:x}")
for spec in ("5d", "s", "x", ".2f", ",", "z", "10", "é^9", "=10", "^010", "+s", ".3d", "c", "-", "#", "0", "_b"):
    for v in (12, "ab", 1.5, None, [1]):
        try: print(spec, repr(v), repr(format(v, spec)), end="; ")
        except (ValueError, TypeError) as e: print(spec, repr(v), type(e).__name__, e, end="; ")
    print()
print("%d %s %r %5.2f %x %o %e %g %c %% %05d %-5d| %+d % d %i %u" % (1, "a", "b", 3.14159, 255, 8, 12345.678, 0.0001, "z", 42, 42, 5, 5, 7, 8))
print("{} {} {0}".format(1, 2) if False else "{0} {1} {0}".format(1, 2), "{a} {b[0]} {c.real}".format(a=1, b=[2], c=3), "{:>{w}}".format("x", w=4), "{!r:5}".format("a"))
for bad in ("{", "}", "{0}{}", "{}{0}", "{a}", "{0.x}", "{0[5]}", "{!z}", "{:d}"):
    try: print(bad.format("s"))
    except Exception as e: print(bad, type(e).__name__, e)
for bad in ("%d", "%q", "%", "%(a)s", "%s %s"):
    try: print(bad % "x")
    except Exception as e: print(bad, type(e).__name__, e)
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "S"
    def __repr__(self): return "R"
print(f"{F()}|{F():abc}|{F()!r}|{F()!s:>3}|{[F()]}", str(F()), "%s %r" % (F(), F()), "{} {:x}".format(F(), F()))
print(str(1e22), repr(1e21), 1e5, 123456.0, 1.0e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 100.0, 1e2, 12345678901234567.0)
