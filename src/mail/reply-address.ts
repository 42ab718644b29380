import { mailProof, PROOF_LENGTH, provesMail } from './mail-key.ts';

/** Longest part of an address before its `@`, in characters. */
const LOCAL_LENGTH = 64;
/** What is added to it at most: `+c999999999-u999999999-` and the proof. */
const ADDED_LENGTH = 23 + PROOF_LENGTH;
/** Longest part before the `@` of an address from which reply addresses can be made. */
export const REPLY_LOCAL_LENGTH = LOCAL_LENGTH - ADDED_LENGTH;

const SIGNED = /\+(c([1-9]\d{0,8})-u([1-9]\d{0,8}))-([\da-z]{1,64})@/i;

/** To which complaint an answer belongs, and whose it is. */
export interface ReplyTarget {
  readonly complaintId: number;
  readonly personId: number;
}

/**
 * The address to which this person answers about this complaint; it names both, and nobody else can make one up. Mails
 * to it arrive in the mailbox of `sender`, where the server knows plus addresses.
 */
export function replyAddress({ complaintId, personId }: ReplyTarget, sender: string): string {
  const at = sender.lastIndexOf('@');
  const target = `c${complaintId}-u${personId}`;
  return `${sender.slice(0, at)}+${target}-${mailProof(target)}${sender.slice(at)}`;
}

/**
 * To what a reply address leads; `forged` where it looks like one and was not made here, undefined for any other
 * address. Letter case does not matter: servers on the way may change it.
 */
export function readReplyAddress(address: string): ReplyTarget | 'forged' | undefined {
  const [, target, complaintId, personId, proof] = SIGNED.exec(address) ?? [];
  if (target === undefined || proof === undefined) return undefined;
  if (!provesMail(target.toLowerCase(), proof)) return 'forged';
  return { complaintId: Number(complaintId), personId: Number(personId) };
}
