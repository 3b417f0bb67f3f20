# en: Joining texts
# es: Unir textos
# topic: listings
# article: 20-join

# Malo: crea muchos strings temporales
resultado = ""
for i in range(1000):
    resultado += str(i)  # Crea nuevo string cada vez

# Bueno: usa lista y join
partes = []
for i in range(1000):
    partes.append(str(i))
resultado = "".join(partes)
