# en: Arenas come and go
# es: Las arenas vienen y van
# topic: allocator

data = []
for i in range(8000):
    data.append(bytes(400))
print(len(data))
del data
print('freed')
