/** Most letters of a name without its ending. */
const LENGTH = 100;

/**
 * The name of a file that is saved, made of any text: no folder, no quotation mark, no sign that a system or a header
 * takes for something else.
 */
export function fileNameOf(text: string, ending: string): string {
  const safe = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"'`<>:/\\|?*%;]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/g, '-');
  const name = Array.from(safe)
    .slice(0, LENGTH)
    .join('')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return `${name === '' ? 'export' : name}.${ending}`;
}
