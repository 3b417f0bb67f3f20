# en: A cycle that can be detected
# es: Un ciclo que se puede detectar
# topic: listings
# article: 08-detect-cycle

# El GC puede detectar este ciclo:
class ContenedorCircular:
    def __init__(self):
        self.referencia = self  # Referencia circular

obj = ContenedorCircular()
del obj  # GC lo limpiará en la próxima colección
