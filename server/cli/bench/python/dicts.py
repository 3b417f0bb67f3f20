# prints: 100000 1249975000 1000 100 50000 4999950000
def count(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


squares = {}
for i in range(100000):
    squares[i] = i
names = {"key" + str(i): i for i in range(50000)}
words = ["w" + str(i % 1000) for i in range(100000)]
counts = count(words)
total = 0
for key, value in squares.items():
    total += value
records = [{"id": i, "name": "n", "size": i * 2} for i in range(50000)]
found = 0
for record in records:
    if record["id"] * 2 == record["size"]:
        found += 1
print(len(squares), sum(names.values()), len(counts), counts["w7"], found, total)
