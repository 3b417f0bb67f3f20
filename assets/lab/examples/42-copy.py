# en: Shallow and deep copies
# es: Copias superficiales y profundas
# topic: containers

import copy

inner = [1, 2]
outer = [inner, inner]
shallow = list(outer)
deep = copy.deepcopy(outer)
inner.append(3)
print(shallow)
print(deep)
print(deep[0] is deep[1])
