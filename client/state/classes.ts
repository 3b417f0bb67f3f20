import type { Classrooms } from '../host/class.ts';
import { createClassrooms } from '../host/classrooms.ts';
import { catalog } from './levels.ts';

/** The door to classes: one for the page, made when the first screen that needs it is loaded. */
export const classrooms: Classrooms = createClassrooms({
  levels: catalog.entries.map((entry) => entry.level),
});
