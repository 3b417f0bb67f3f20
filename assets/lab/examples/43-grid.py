# en: The grid that is one row
# es: La cuadrícula que es una fila
# topic: containers

wrong = [[0] * 3] * 3
wrong[0][0] = 1
print(wrong)
right = [[0] * 3 for row in range(3)]
right[0][0] = 1
print(right)
