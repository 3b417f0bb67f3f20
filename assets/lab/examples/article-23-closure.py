# en: A leak by closure
# es: Una fuga por clausura
# topic: listings
# article: 23-closure

# Memory leak por closure
def crear_closure():
    datos_grandes = [0] * 1000000

    def funcion():
        # Captura datos_grandes porque lo referencia
        print(len(datos_grandes))
        return 42

    return funcion

# datos_grandes permanece en memoria mientras exista funcion
f = crear_closure()
