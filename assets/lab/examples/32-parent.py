# en: A weak way up the tree
# es: Un camino débil hacia arriba
# topic: weak

import weakref

class Tree:
    def __init__(self, parent=None):
        self.parent = None if parent is None else weakref.ref(parent)
        self.children = []
        if parent is not None:
            parent.children.append(self)

    def __del__(self):
        print('tree falls')

root = Tree()
leaf = Tree(root)
print(leaf.parent() is root)
del leaf
del root
print('no collector needed')
