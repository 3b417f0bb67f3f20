# en: Closures look late
# es: Los cierres miran tarde
# topic: functions

late = [lambda: i for i in range(3)]
print([f() for f in late])
bound = [lambda i=i: i for i in range(3)]
print([f() for f in bound])
