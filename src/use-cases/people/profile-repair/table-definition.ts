/** A table's definition on SQLite, as text: columns and rules are changed in it and the table is made anew by it. */

const NAME = String.raw`[\x60"[]?`;
const END = String.raw`[\x60"\]]?`;

/** The parts between the commas that stand in no parentheses and no quotes. */
function partsOf(body: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: sign, index } of body.matchAll(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|[(),]/g)) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign !== ',' || depth > 0) continue;
    parts.push(body.slice(start, index).trim());
    start = index + 1;
  }
  return [...parts, body.slice(start).trim()];
}

function isColumn(part: string, column: string): boolean {
  return new RegExp(String.raw`^${NAME}${column}${END}\s`, 'i').test(part);
}

function changed(body: string, column: string, change: (part: string) => string): string {
  return partsOf(body)
    .map((part) => (isColumn(part, column) ? change(part) : part))
    .join(', ');
}

/** With `id` as the primary key that numbers new rows. */
export function withPrimaryKey(body: string): string {
  const rest = partsOf(body).filter((part) => !/^(CONSTRAINT\s+\S+\s+)?PRIMARY\s+KEY/i.test(part));
  const plain = rest.map((part) => part.replace(/\s+PRIMARY\s+KEY(\s+(ASC|DESC))?(\s+AUTOINCREMENT)?/i, ''));
  return changed(plain.join(', '), 'id', () => 'id INTEGER PRIMARY KEY AUTOINCREMENT');
}

/** With a column that is never empty. */
export function withNotNull(body: string, column: string): string {
  return changed(body, column, (part) => `${part.replace(/\s+DEFAULT\s+NULL/i, '')} NOT NULL`);
}

/** With one foreign key of a column, instead of those that it has. */
export function withReference(body: string, column: string, clause: string): string {
  const foreign = new RegExp(
    String.raw`^(CONSTRAINT\s+\S+\s+)?FOREIGN\s+KEY\s*\(\s*${NAME}${column}${END}\s*\)`,
    'i',
  );
  const others = partsOf(body).filter((part) => !foreign.test(part));
  const rules =
    /\s+REFERENCES\s+\S+\s*(\([^)]*\))?(\s+(ON\s+(DELETE|UPDATE)\s+(CASCADE|RESTRICT|SET\s+NULL|SET\s+DEFAULT|NO\s+ACTION)|(NOT\s+)?DEFERRABLE(\s+INITIALLY\s+(DEFERRED|IMMEDIATE))?))*/i;
  return [changed(others.join(', '), column, (part) => part.replace(rules, '')), clause].join(', ');
}
