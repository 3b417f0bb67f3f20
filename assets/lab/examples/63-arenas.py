# en: Arenas come and go
# es: Las arenas vienen y van
# topic: allocator

data = []
for i in range(9000):
    data.append(float(i))
print(len(data))
del data
print('freed')
