# en: Closed in time, whatever happens
# es: Cerrado a tiempo, pase lo que pase
# topic: habits

class Door:
    def __enter__(self):
        print('open')
        return self

    def __exit__(self, *exc):
        print('closed')

try:
    with Door():
        raise RuntimeError('wind')
except RuntimeError as error:
    print('caught', error)
