import type { ComponentProps } from 'preact';
import { followsHere, navigate } from '../app/router.ts';

/** A link to a page of the game: followed without loading the document again, unless the player asks for a new tab. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!followsHere(event, event.currentTarget)) return;
        event.preventDefault();
        navigate(href);
      }}
      {...rest}
    />
  );
}
