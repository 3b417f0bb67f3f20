# en: An error, shown at its line
# es: Un error, en su línea
# topic: habits

def divide(a, b):
    return a / b

print(divide(6, 3))
print(divide(1, 0))
