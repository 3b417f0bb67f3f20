# en: Frames on frames
# es: Marcos sobre marcos
# topic: functions

def factorial(n):
    if n == 0:
        return 1
    rest = factorial(n - 1)
    return n * rest

print(factorial(5))
