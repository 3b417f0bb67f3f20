/** What both weak dictionaries have. */

/** The methods of `|`. */
export const unionMethods = String.raw`
    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            c = self.copy()
            c.update(other)
            return c
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            c = self.__class__()
            c.update(other)
            c.update(self)
            return c
        return NotImplemented
`;

/** A loop over the live data: guarded up to 3.13, over a copy from 3.14. `%` in the head is where the copy goes. */
export function loop(pending: boolean, head: string, body: readonly string[]): string {
  const [indent, first] = pending
    ? ['            ', '        with _IterationGuard(self):\n            ']
    : ['        ', '        '];
  return `${first}${head.replace('%', pending ? '' : '.copy()')}\n${body.map((line) => `${indent}    ${line}\n`).join('')}`;
}
