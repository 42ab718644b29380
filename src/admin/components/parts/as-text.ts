/** A value as the text of a control: nothing for what has no text of its own. */
export function asText(value: unknown): string {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? String(value) : '';
}
