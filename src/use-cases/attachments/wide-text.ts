/** Text of two bytes a sign. */
export type WideKind = 'utf-16le' | 'utf-16be';

/** Tab, line breaks, bell, backspace, escape and the end mark of old systems are in logs. */
export const LOG_CONTROLS: ReadonlySet<number> = new Set([7, 8, 9, 10, 11, 12, 13, 26, 27]);
/** Looked at for which it is, in bytes. */
const HEAD = 4000;
/** The share of zero bytes on one side from which it is nothing else: most of it is ASCII. */
const ASCII = 0.7;
/** Fewest pairs of bytes that show anything. */
const PAIRS_MIN = 4;
/** What no text has, in any writing: signs that are nothing yet, and those that everybody defines alone. */
const NO_SIGN = /[\p{Cn}\p{Co}]/u;

/**
 * UTF-16 by its mark, or by the zero bytes that spaces and line breaks leave on one side of each pair.
 * Without a mark and with few of them it is not sure.
 */
export function wideKind(content: Buffer): { kind: WideKind; isSure: boolean } | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return { kind: 'utf-16le', isSure: true };
  if (content[0] === 0xfe && content[1] === 0xff) return { kind: 'utf-16be', isSure: true };
  const pairs = Math.floor(Math.min(content.length, HEAD) / 2);
  if (pairs < PAIRS_MIN) return undefined;
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs; at += 1) {
    if (content[at * 2] === 0) even += 1;
    if (content[at * 2 + 1] === 0) odd += 1;
  }
  if (even + odd === 0) return undefined;
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
  return { kind: odd >= even ? 'utf-16le' : 'utf-16be', isSure: most > pairs * ASCII && least === 0 };
}

/** Decodes all of it, a piece a call and the end at last; undefined from where on it is not what it should be. */
export function decoderOf(charset: 'utf-8' | WideKind): (chunk?: Buffer) => string | undefined {
  const decoder = new TextDecoder(charset, { fatal: true });
  let broken = false;
  return (chunk) => {
    try {
      if (!broken) return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      broken = true;
    }
    return undefined;
  };
}

/** True where no character is one that text never has. */
export function isWords(text: string, { mayHaveNul }: { mayHaveNul: boolean }): boolean {
  if (!mayHaveNul && text.includes('\0')) return false;
  if (NO_SIGN.test(text)) return false;
  return !Array.from(text).some((one) => {
    const code = one.charCodeAt(0);
    return code > 0 && code < 32 && !LOG_CONTROLS.has(code);
  });
}
