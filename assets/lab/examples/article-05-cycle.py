# en: A cycle of two nodes
# es: Un ciclo de dos nodos
# topic: listings
# article: 05-cycle

# Crear un ciclo
class Nodo:
    def __init__(self, valor):
        self.valor = valor
        self.siguiente = None

# Crear un ciclo
nodo1 = Nodo(1)
nodo2 = Nodo(2)
nodo1.siguiente = nodo2
nodo2.siguiente = nodo1  # Ciclo

# Incluso si eliminamos las referencias externas:
del nodo1, nodo2
# Los objetos siguen teniendo refcount > 0 porque se referencian mutuamente
# Sin recolector de basura, esto sería un memory leak o memoria que nunca se libera
