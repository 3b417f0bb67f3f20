import { useEffect } from 'preact/hooks';

const NAME = 'PyArena';

/** Names the document; the name of the game stands last, so that tabs and histories can be told apart. */
export function setTitle(title: string): void {
  document.title = title === NAME ? NAME : `${title} · ${NAME}`;
}

/** For a screen whose title is known only when its content is. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title) setTitle(title);
  }, [title]);
}
