# en: Letting go of something large
# es: Soltar algo grande
# topic: listings
# article: 18-release-large
# added: 4
# note-en: The first four lines are ours: the listing does not say what procesar() does.
# note-es: Las cuatro primeras líneas son nuestras: el listado no dice qué hace procesar().

# El artículo no dice qué hace procesar().
def procesar(datos):
    return datos.sum()

import numpy as np

# Array grande
datos = np.zeros((10000, 10000))

# Procesar...
resultado = procesar(datos)

# Liberar explícitamente
del datos  # Recomendado para objetos muy grandes
