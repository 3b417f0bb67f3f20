/** Puts `children` into `parent`, touching the document only where they are not there already. */
export function replaceChildren(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const same =
    parent.childElementCount === children.length &&
    children.every((child, index) => parent.children[index] === child);
  if (!same) parent.replaceChildren(...children);
}
