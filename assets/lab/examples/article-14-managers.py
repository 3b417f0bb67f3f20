# en: Context managers
# es: Gestores de contexto
# topic: listings
# article: 14-managers
# added: 4
# note-en: The first four lines are ours: the listing reads a file that has to exist.
# note-es: Las cuatro primeras líneas son nuestras: el listado lee un archivo que debe existir.

# El artículo lee un archivo que ya existe: aquí se crea primero.
with open('datos.txt', 'w') as nuevo:
    nuevo.write('uno\ndos\n')

# Sin context manager (propenso a leaks)
archivo = open('datos.txt')
datos = archivo.read()
archivo.close()  # ¿Qué pasa si hay excepción antes?

# Con context manager (seguro)
with open('datos.txt') as archivo:
    datos = archivo.read()
# archivo.close() se llama automáticamente, incluso con excepciones

# Context manager personalizado
class GestorRecurso:
    def __enter__(self):
        print("Adquiriendo recurso")
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        print("Liberando recurso")
        return False  # Re-raise excepciones

with GestorRecurso() as recurso:
    print("Usando recurso")
