/** A word of a line of Python, by how it is coloured. */
export type Token = {
  readonly kind: 'plain' | 'keyword' | 'text' | 'number' | 'comment';
  readonly text: string;
};

const keywords =
  'False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield';

const pattern = new RegExp(
  [
    '(?<comment>#.*$)',
    // A text that goes on in the next line is coloured to the end of this one.
    `(?<text>[rbfuRBFU]{0,2}(?:"""(?:[^"\\\\]|\\\\.|"(?!""))*(?:"""|$)|'''(?:[^'\\\\]|\\\\.|'(?!''))*(?:'''|$)|"(?:[^"\\\\]|\\\\.)*"?|'(?:[^'\\\\]|\\\\.)*'?))`,
    `(?<keyword>\\b(?:${keywords})\\b)`,
    '(?<number>\\b\\d[\\w.]*)',
    '(?<plain>[A-Za-z_]\\w*|.)',
  ].join('|'),
  'gu',
);

/** The words of one line; neighbours of a kind are one word. Enough for reading: the editor has the true grammar. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (const { groups } of line.matchAll(pattern)) {
    const [kind, text] = Object.entries(groups ?? {}).find(([, found]) => found !== undefined) ?? [
      'plain',
      '',
    ];
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens[tokens.length - 1] = { ...last, text: last.text + text };
    else tokens.push({ kind: kind as Token['kind'], text });
  }
  return tokens;
}
