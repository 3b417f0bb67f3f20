/**
 * What a program in the Lab reads by input(): lines that stand in the program itself, as comments. They are shared, saved and run again
 * with it, so that every moment of a run can be reached twice.
 */

/** Begins a comment that is a line of input. */
export const INPUT_MARK = '#<';

/** The standard input of a program: the text after each `#<` that begins a line, a blank after it left out. */
export function inputOf(source: string): string {
  return source
    .split(/\r\n?|\n/)
    .flatMap((line) => {
      const text = line.trimStart();
      return text.startsWith(INPUT_MARK) ? [`${text.slice(INPUT_MARK.length).replace(/^ /, '')}\n`] : [];
    })
    .join('');
}
