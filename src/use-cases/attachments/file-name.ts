/** Longest name that is kept, in characters. */
const NAME_LENGTH = 255;

/**
 * The name of a file as it is shown: as the person's computer sent it, without folders, control characters and the
 * marks that turn the direction of text, which make `exe.txt` of `txt.exe`.
 */
export function fileName(sent: string): string {
  const last =
    sent
      .replaceAll(/\p{Cs}/gu, '\uFFFD')
      .split(/[/\\]/)
      .at(-1) ?? '';
  const clean = last.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').trim();
  if (/^\.*$/.test(clean)) return 'file';
  const characters = Array.from(clean);
  if (characters.length <= NAME_LENGTH) return clean;
  const ending = Array.from(endingOf(clean)).slice(0, 20).join('');
  return characters.slice(0, NAME_LENGTH - ending.length).join('') + ending;
}

/** `.txt` of `Notes.TXT`; empty when there is none. */
export function endingOf(name: string): string {
  return /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? '';
}
