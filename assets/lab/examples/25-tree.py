# en: Parents and children
# es: Padres e hijos
# topic: cycles

import gc

class Tree:
    def __init__(self, parent=None):
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)

root = Tree()
left = Tree(root)
right = Tree(root)
leaf = Tree(left)
del left, right, leaf
print(len(root.children))
del root
print(gc.collect() >= 4)
