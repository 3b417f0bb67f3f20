/**
 * First parts of the paths that are pages of the client: the server answers them with the page and 200, every
 * other path that looks like a page with the page and 404. A new screen with a path of its own is one word here.
 */
export const pages: readonly string[] = [
  '',
  'play',
  'settings',
  'handbook',
  'lab',
  'embed',
  'host',
  'join',
  'class',
  'progress',
];
