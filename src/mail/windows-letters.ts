const decoder = new TextDecoder('windows-1252');

/**
 * Puts the letters of Windows where Node 20 reads control characters: of a whole text in windows-1252 it makes Latin-1,
 * and quotation marks, dashes and the euro sign are lost. Asked for a part of a text it is right. No mail has such
 * controls of its own.
 */
export function windowsLetters(text: string): string {
  return text.replaceAll(/[\u0080-\u009F]/gu, (sign) =>
    decoder.decode(Uint8Array.of(sign.charCodeAt(0)), { stream: true }),
  );
}
