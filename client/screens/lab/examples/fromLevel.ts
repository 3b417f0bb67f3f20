import { labProgram, type ProgramWord } from '../../../../shared/level/labProgram.ts';
import { findEntry } from '../../../state/catalog.ts';
import { local, t } from '../../../text/i18n.ts';

/** A level's objects as a program, with the level's name. */
export type LevelProgram = {
  readonly source: string;
  readonly version: string;
  readonly level: { readonly id: string; readonly title: string };
};

/** The program of the level that the address names (`?level=round-it-up`), or null. */
export async function levelProgram(search: string): Promise<LevelProgram | null> {
  const id = new URLSearchParams(search).get('level');
  if (id === null) return null;
  const { catalog } = await import('../../../state/levels.ts');
  const entry = findEntry(catalog, id);
  if (entry === undefined) return null;
  const title = `${entry.number} ${local(entry.level.title)}`;
  const words = (word: ProgramWord, values?: Readonly<Record<string, string | number>>) =>
    t(`lab.fromLevel.${word}`, values);
  const program = labProgram(entry.level, title, words);
  return program && { ...program, level: { id, title } };
}
