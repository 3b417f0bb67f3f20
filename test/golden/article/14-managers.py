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
