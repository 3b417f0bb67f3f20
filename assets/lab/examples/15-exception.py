# en: An exception keeps its frames
# es: Una excepción sujeta sus marcos
# topic: counts

class Guest:
    def __del__(self):
        print('guest leaves')

def visit():
    guest = Guest()
    raise ValueError('door stuck')

try:
    visit()
except ValueError as error:
    print('handling:', error)
print('handled')
