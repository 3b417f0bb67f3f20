# en: A list against numpy
# es: Una lista frente a numpy
# topic: listings
# article: 22-numpy
# scaled: 1000000 20000
# note-en: Scaled: the article has 1,000,000 where this says 20,000, so that the Lab stays quick.
# note-es: A escala: el artículo dice 1.000.000 donde aquí pone 20.000, para que el Laboratorio siga ágil.

import numpy as np

# Lista Python: 8 bytes por entero + overhead
lista = [i for i in range(20000)]

# Array numpy: 4 bytes por entero, contiguos
array = np.arange(20000, dtype=np.int32)
# Uso de memoria: ~1/4 de la lista Python
