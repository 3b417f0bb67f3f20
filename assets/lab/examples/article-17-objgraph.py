# en: objgraph
# es: objgraph
# topic: listings
# article: 17-objgraph

import objgraph

class MiClase:
    pass

x = MiClase()
y = [x]

# Ver referencias a un objeto
objgraph.show_refs([x], filename='refs.png')

# Ver backreferences (qué mantiene vivo al objeto)
objgraph.show_backrefs([x], filename='backrefs.png')

# Encontrar memory leaks
objgraph.show_most_common_types(limit=10)
