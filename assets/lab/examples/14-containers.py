# en: A container holds its items
# es: Un contenedor sujeta sus elementos
# topic: counts

class Pearl:
    def __del__(self):
        print('pearl lost')

pearl = Pearl()
box = [pearl, pearl]
del pearl
print('still in the box, twice')
box.pop()
print('still once')
box.clear()
print('empty')
