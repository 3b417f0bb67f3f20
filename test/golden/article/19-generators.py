# Malo: crea lista completa en memoria
suma = sum([i**2 for i in range(10000000)])
# [i**2 for i in range(10000000)] -> esto es una lista por comprensión.    
# Python crea toda la lista en memoria de una vez, con 10 millones de elementos.    
# Cada elemento ocupa espacio en memoria (y la lista tiene overhead adicional).    
# Esto puede consumir gigabytes de RAM si la secuencia es muy grande.

# Bueno: generator no almacena todo en memoria
suma = sum(i**2 for i in range(10000000))
# i**2 for i in range(10000000)-> esto es un generator expression. 
# Python no crea una lista completa, sino que genera cada elemento sobre la marcha.  
# sum() toma un elemento a la vez, lo suma, y luego descarta ese elemento.   
# Esto mantiene el uso de memoria constante, sin importar cuán grande sea la secuencia.
