import type { ReplyTarget } from '../../mail/reply-address.ts';

/** Why a mail is not done what it asks, as its sender is told. */
export const MAIL_REFUSALS = [
  'unknown',
  'shared_address',
  'forged',
  'other_person',
  'too_large',
  'no_words',
  'note',
  'several',
  'missing',
  'forbidden',
  'not_possible',
  'too_many',
] as const;
export type MailRefusal = (typeof MAIL_REFUSALS)[number];

/** Somebody whom a mail may be from. */
export interface Sender {
  readonly id: number;
  readonly isActive: boolean;
  /** The mail says it is from their address. */
  readonly hasAddress: boolean;
}

/** What is known of a mail. */
export interface MailFacts {
  /** The address that it says it is from; undefined: it says none, or several. */
  readonly address: string | undefined;
  /** Why no person wrote it. */
  readonly automatic: string | undefined;
  /** It is from an address of the portal itself. */
  readonly isOwn: boolean;
  /** Much the same came from there again and again. */
  readonly isLoop: boolean;
  readonly isTooLarge: boolean;
  /** It says something, or brings a file. */
  readonly hasContent: boolean;
  /** The active people who have the address, two at most. */
  readonly known: readonly number[];
  /** Somebody has the address, be they active or not. */
  readonly isTaken: boolean;
  /** Where its signed address leads. */
  readonly signed: (ReplyTarget & { readonly signer: Sender | undefined }) | 'forged' | undefined;
  /** What the mail of the portal that it answers was about. */
  readonly thread:
    | {
        readonly complaintId: number;
        /** Whom that mail was to. */
        readonly recipient: Sender | undefined;
        /** It told of a note. */
        readonly isNote: boolean;
      }
    /** It told of several complaints. */
    | 'several'
    | undefined;
}

/** What is to be done with a mail. */
export type MailDecision =
  | { readonly do: 'ignore'; readonly why: string }
  | { readonly do: 'fail'; readonly why: string }
  | { readonly do: 'refuse'; readonly why: MailRefusal; readonly personId: number | null }
  | { readonly do: 'say'; readonly personId: number; readonly complaintId: number }
  | { readonly do: 'file'; readonly personId: number };

const refuse = (why: MailRefusal, personId: number | null = null): MailDecision => ({
  do: 'refuse',
  why,
  personId,
});

/** Whom the address alone names. */
function byAddress({ known }: MailFacts): number | 'unknown' | 'shared_address' {
  const [only, another] = known;
  if (only === undefined) return 'unknown';
  return another === undefined ? only : 'shared_address';
}

/** Somebody known is told why; a stranger only that nobody knows them. */
function refuseSender(facts: MailFacts, why: MailRefusal): MailDecision {
  const sender = byAddress(facts);
  return typeof sender === 'number' ? refuse(why, sender) : refuse('unknown');
}

/** The signed address names the person; a mail from the address of somebody else is not theirs, whoever passed it on. */
function bySignature(
  facts: MailFacts,
  { signer, complaintId }: Exclude<MailFacts['signed'], 'forged' | undefined>,
): MailDecision {
  if (signer?.isActive !== true) return refuse('unknown');
  if (facts.isTaken && !signer.hasAddress) return refuseSender(facts, 'other_person');
  return { do: 'say', personId: signer.id, complaintId };
}

function inThread(
  facts: MailFacts,
  { complaintId, recipient, isNote }: Exclude<MailFacts['thread'], 'several' | undefined>,
): MailDecision {
  const isTheirs = recipient?.isActive === true && recipient.hasAddress;
  const personId = isTheirs ? recipient.id : byAddress(facts);
  if (typeof personId !== 'number') return refuse(personId);
  return isNote ? refuse('note', personId) : { do: 'say', personId, complaintId };
}

/** Whose it is and what it is about, whatever it holds. */
function meant(facts: MailFacts): MailDecision {
  const { signed, thread } = facts;
  if (signed === 'forged') return refuseSender(facts, 'forged');
  if (signed !== undefined) {
    const decision = bySignature(facts, signed);
    const isNote = typeof thread === 'object' && thread.isNote;
    return decision.do === 'say' && isNote ? refuse('note', decision.personId) : decision;
  }
  // Neither a reply to one of them, which nobody meant, nor a new complaint with a mail of the portal in it.
  if (thread === 'several') return refuseSender(facts, 'several');
  if (thread !== undefined) return inThread(facts, thread);
  const sender = byAddress(facts);
  return typeof sender === 'number' ? { do: 'file', personId: sender } : refuse(sender);
}

/**
 * Decides what a mail does. It says what it says as the person whom its signed address names, else as the only active
 * person with its address; a mail that answers nothing becomes a complaint. Nobody is told more than that it was not
 * taken, unless they are known.
 */
export function decideMail(facts: MailFacts): MailDecision {
  const { address, automatic, isOwn, isLoop, isTooLarge, hasContent } = facts;
  if (automatic !== undefined) return { do: 'ignore', why: `It is ${automatic}.` };
  if (isOwn) return { do: 'ignore', why: 'It is from an address of the portal itself.' };
  if (address === undefined) return { do: 'fail', why: 'It does not say from which one address it is.' };
  if (isLoop) return { do: 'fail', why: 'Much the same came from this address again and again.' };
  const decision = meant(facts);
  if (decision.do !== 'say' && decision.do !== 'file') return decision;
  if (isTooLarge) return refuse('too_large', decision.personId);
  return hasContent ? decision : refuse('no_words', decision.personId);
}
