# en: __slots__
# es: __slots__
# topic: listings
# article: 21-slots
# scaled: 1000000 20000
# note-en: Scaled: the article has 1,000,000 where this says 20,000, so that the Lab stays quick.
# note-es: A escala: el artículo dice 1.000.000 donde aquí pone 20.000, para que el Laboratorio siga ágil.

# Sin slots: cada instancia tiene un __dict__
class Punto:
    def __init__(self, x, y):
        self.x = x
        self.y = y

# Con slots: menor uso de memoria (40-50% menos), elimina el __dict__ por instancia
class PuntoOptimizado:
    __slots__ = ['x', 'y']

    def __init__(self, x, y):
        self.x = x
        self.y = y

# Para millones de instancias, esto ahorra gigabytes
puntos = [PuntoOptimizado(i, i) for i in range(20000)]
