# en: A fixed tuple, a changing item
# es: Tupla fija, elemento cambiante
# topic: containers

point = (1, [2, 3])
point[1].append(4)
print(point)
same = point
print(same is point)
