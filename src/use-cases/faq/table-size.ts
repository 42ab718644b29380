/** What may stand before a line of a quotation or a list, and what the line below a table's head is made of. */
const RULE = /^[\s>*+\d.)|:-]*$/;
const BLANK = /^[\s>]*$/;

/**
 * How many cells the tables of a Markdown text have at most: a row has as many as its head, however few it names, so that
 * a short text can have very many. What looks like a table and is none is counted, too.
 */
export function cellsIn(markdown: string): number {
  let cells = 0;
  // Of the widest head since the last empty line; none: it is no table.
  let columns = 0;
  for (const line of markdown.split('\n')) {
    if (BLANK.test(line)) columns = 0;
    else if (line.includes('-') && RULE.test(line)) columns = Math.max(columns, line.split('|').length);
    cells += columns;
  }
  return cells;
}
