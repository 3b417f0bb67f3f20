# en: Small integers and texts made once
# es: Enteros pequeños y textos hechos una vez
# topic: listings
# article: 11-small-ints

# Pequeños enteros están pre-creados (singleton)
a = 256
b = 256
print(a is b)  # True - mismo objeto en memoria

a = 257
b = 257
print(a is b)  # False en CPython (pero puede variar según contexto)

# String interning para identificadores
s1 = "hola"
s2 = "hola"
print(s1 is s2)  # True - strings simples se internalizan
