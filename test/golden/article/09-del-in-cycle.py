class ProblematicaGC:
    def __init__(self):
        self.referencia = self

    def __del__(self):
        print("Siendo destruido")
        # Si está en un ciclo de referencias,
        # el GC no puede recolectar el ciclo si tiene __del__()
