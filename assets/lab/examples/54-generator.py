# en: A frame that waits
# es: Un marco que espera
# topic: functions

def steps(n):
    print('begins')
    while n:
        yield n
        n -= 1
    print('ends')

it = steps(2)
print('nothing ran yet')
for n in it:
    print(n)
