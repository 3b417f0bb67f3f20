/** Tables as text for spreadsheets (RFC 4180), safe to open: no cell becomes a formula. */

/** Excel needs it to read the text as UTF-8. */
const byteOrderMark = '\ufeff';

/** Cells of a spreadsheet that begin so are computed, and a computed cell may call programs or send data away. */
const formula = /^[\s]*[=+\-@|%\t\r\uff0b\uff0d\uff1d\uff20]/;

export type Cell = string | number | null;

/** Lines end with CRLF. Numbers stay numbers; a text that looks like a formula gets an apostrophe before it. */
export function formatCsv(rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(formatCell).join(',')}\r\n`).join('');
}

export function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
