# en: The default that remembers
# es: El valor por defecto que recuerda
# topic: functions

def add(item, bag=[]):
    bag.append(item)
    return bag

print(add(1))
print(add(2))
print(add.__defaults__)
