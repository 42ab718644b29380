/** A number with its noun, such as `1 mail` or `2 mails`. */
export function counted(count: number, noun: string, nouns: string = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : nouns}`;
}
