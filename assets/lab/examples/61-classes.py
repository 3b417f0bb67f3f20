# en: Size classes
# es: Clases de tamaño
# topic: allocator

blobs = []
for size in (1, 15, 16, 31, 32, 100, 400):
    blobs.append(bytes(size))
print([len(b) for b in blobs])
