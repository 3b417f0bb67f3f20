# en: One death takes a chain with it
# es: Una muerte arrastra una cadena
# topic: counts

class Link:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        print('link dies')

chain = None
for i in range(4):
    chain = Link(chain)

print('letting go of the first')
chain = None
print('all gone')
