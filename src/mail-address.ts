/** Longest part before the `@`, in characters: what mail servers take. */
const LOCAL_LENGTH = 64;
/** Longest address, in characters. */
const LENGTH = 254;
/** A piece between dots: nothing that could be taken for another address, for a header, or for an option of a mailer. */
const ATOM = String.raw`[^\s@<>,;:"()[\]\\.\p{Cc}]+`;
const ADDRESS = new RegExp(`^(?!-)(${ATOM}(?:\\.${ATOM})*)@(?![-.])${ATOM}(?:\\.${ATOM})*$`, 'u');

/** Whether mails can be sent to this address, and to nobody else by it: the one rule for people and for the mailer. */
export function isMailAddress(text: string): boolean {
  const local = ADDRESS.exec(text)?.[1];
  return local !== undefined && Array.from(local).length <= LOCAL_LENGTH && text.length <= LENGTH;
}
