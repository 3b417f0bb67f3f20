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
puntos = [PuntoOptimizado(i, i) for i in range(1000000)]
