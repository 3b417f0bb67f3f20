# en: __del__ in a cycle
# es: __del__ en un ciclo
# topic: listings
# article: 09-del-in-cycle

class ProblematicaGC:
    def __init__(self):
        self.referencia = self

    def __del__(self):
        print("Siendo destruido")
        # Si está en un ciclo de referencias,
        # el GC no puede recolectar el ciclo si tiene __del__()
