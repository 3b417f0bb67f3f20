import numpy as np

# Lista Python: 8 bytes por entero + overhead
lista = [i for i in range(1000000)]

# Array numpy: 4 bytes por entero, contiguos
array = np.arange(1000000, dtype=np.int32)
# Uso de memoria: ~1/4 de la lista Python
