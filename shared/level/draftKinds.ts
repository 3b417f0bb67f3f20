/** The kinds of levels that a moment of the Lab can become. A file of its own: pages need it without the kinds themselves. */
export const draftKinds = ['pools', 'pinned', 'heap'] as const;
export type DraftKind = (typeof draftKinds)[number];
