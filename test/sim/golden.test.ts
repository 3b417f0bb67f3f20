import { describe, expect, test } from 'vitest';
import { difference, goldenPrograms } from './golden-programs.ts';

const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const topics = Map.groupBy(goldenPrograms(), (program) => program.name.split('/')[0]);

describe.each(versions)('what programs print on %s', (version) => {
  test.each([...topics])('%s', (_topic, programs) => {
    const problems = programs.flatMap((program) => {
      const problem = difference(program, version);
      return problem === null ? [] : [`${program.name}\n${problem}`];
    });
    expect(problems.join('\n\n')).toBe('');
  });
});
