# en: memory_profiler
# es: memory_profiler
# topic: listings
# article: 16-memory-profiler

from memory_profiler import profile

@profile
def funcion_pesada():
    lista = [i**2 for i in range(100000)]
    return sum(lista)

funcion_pesada()
# Genera reporte línea por línea de uso de memoria
