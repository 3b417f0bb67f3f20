import numpy as np

# Array grande
datos = np.zeros((10000, 10000))

# Procesar...
resultado = procesar(datos)

# Liberar explícitamente
del datos  # Recomendado para objetos muy grandes
