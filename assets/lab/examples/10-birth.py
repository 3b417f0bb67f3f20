# en: Born and gone in one line
# es: Nacido y muerto en una línea
# topic: counts

class Spark:
    def __del__(self):
        print('gone')

Spark()
print('after the line')
spark = Spark()
spark = None
print('the end')
