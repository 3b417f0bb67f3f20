# en: A list against a generator
# es: Una lista frente a un generador
# topic: listings
# article: 19-generators
# scaled: 10000000 20000
# note-en: Scaled: the article has 10,000,000 where this says 20,000, so that the Lab stays quick.
# note-es: A escala: el artículo dice 10.000.000 donde aquí pone 20.000, para que el Laboratorio siga ágil.

# Malo: crea lista completa en memoria
suma = sum([i**2 for i in range(20000)])
# [i**2 for i in range(20000)] -> esto es una lista por comprensión.    
# Python crea toda la lista en memoria de una vez, con 10 millones de elementos.    
# Cada elemento ocupa espacio en memoria (y la lista tiene overhead adicional).    
# Esto puede consumir gigabytes de RAM si la secuencia es muy grande.

# Bueno: generator no almacena todo en memoria
suma = sum(i**2 for i in range(20000))
# i**2 for i in range(20000)-> esto es un generator expression. 
# Python no crea una lista completa, sino que genera cada elemento sobre la marcha.  
# sum() toma un elemento a la vez, lo suma, y luego descarta ese elemento.   
# Esto mantiene el uso de memoria constante, sin importar cuán grande sea la secuencia.
