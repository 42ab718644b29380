import { isIP } from 'node:net';
import { isMailAddress } from '../mail-address.ts';
import { isHost } from './urls.ts';

/** Longest part before the `@` of a sender whose mails are answered by mail: what tells answers apart is added to it. */
const ANSWERED_LOCAL_LENGTH = 25;
/** Longest name of a sender, in characters: what a line of a mail has room for. */
const NAME_LENGTH = 100;

/** Whether answers to mails of this sender can be told apart by addresses made of its own. */
export function canBeAnswered(sender: string): boolean {
  const address = /<([^<>]*)>\s*$/.exec(sender)?.[1] ?? sender;
  return address.lastIndexOf('@') <= ANSWERED_LOCAL_LENGTH;
}

/** Letters beyond ASCII are taken by some servers alone, and a name that is none by no server. */
function isAddress(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return isMailAddress(address) && /^[!-~]+$/.test(address) && isHost(domain) && isIP(domain) === 0;
}

/** Unquoted, some signs would make two senders of one, or none; what nobody sees, or what turns others round, is no name. */
function isName(text: string): boolean {
  const name = text.trim();
  const isQuoted = /^"[^"\\]*[^"\\\s][^"\\]*"$/.test(name);
  const isPlain = isQuoted || !/[,;:"[\]\\]/.test(name);
  const isSeen = !/[\p{Cc}\p{Zl}\p{Zp}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(name);
  return isPlain && isSeen && Array.from(name).length <= NAME_LENGTH;
}

/** Whether this is one e-mail address, with or without a name: `it@x.example` or `IT <it@x.example>`. */
export function isSender(value: string): boolean {
  const [, name = '', bracketed] = /^([^<>@]*)<([^<>]*)>$/.exec(value) ?? [];
  return isAddress(bracketed ?? value) && isName(name);
}
