# prints: 100000 16383 4999950000 60000
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Tree:
    def __init__(self, depth):
        if depth > 1:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)
        else:
            self.left = self.right = None

    def size(self):
        if self.left is None:
            return 1
        return 1 + self.left.size() + self.right.size()


class Shape:
    def __init__(self, width):
        self.width = width

    def area(self):
        return self.width


class Square(Shape):
    def area(self):
        return super().area() * 2


head = None
for i in range(100000):
    head = Node(i, head)
length = total = 0
node = head
while node is not None:
    length += 1
    total += node.value
    node = node.next
areas = 0
for i in range(30000):
    areas += Square(1).area()
print(length, Tree(14).size(), total, areas)
