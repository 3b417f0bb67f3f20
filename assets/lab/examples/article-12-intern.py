# en: Interning on purpose
# es: Internar a propósito
# topic: listings
# article: 12-intern

# Interning explícito
import sys
s1 = sys.intern("cadena larga que queremos reutilizar")
s2 = sys.intern("cadena larga que queremos reutilizar")
print(s1 is s2)  # True - ahora comparten memoria
