# prints: 588889 100000 20000 olleh 70000
parts = []
for i in range(100000):
    parts.append(str(i))
joined = ",".join(parts)
text = ""
for i in range(20000):
    text += "x"
digits = 0
for word in joined.split(",")[:70000]:
    if word.isdigit():
        digits += 1
print(len(joined), len(joined.split(",")), len(text), "hello"[::-1], digits)
