# en: Joining instead of adding
# es: Unir en vez de sumar
# topic: habits

words = ['py', 'arena', 'lab']
text = ''
for word in words:
    text = text + word
print(text)
print(''.join(words))
