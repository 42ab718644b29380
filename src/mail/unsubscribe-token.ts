import { DAY_MS } from '../durations.ts';
import { mailProof, PROOF_LENGTH, provesMail } from './mail-key.ts';

/** For how many days after a mail was written it can be used to have no more of its kind. */
const DAYS = 180;

const TOKEN = new RegExp(`^u([1-9]\\d{0,8})-([a-z_.]{1,64})-(\\d{1,6})-([\\da-f]{${PROOF_LENGTH}})$`, 'i');

/** Whose mails of which kind are not wanted any more. */
export interface Subscription {
  readonly personId: number;
  /** As the notification says that carries the mail. */
  readonly kind: string;
}

function written({ personId, kind }: Subscription, lastDay: number): string {
  return `unsubscribe u${personId}-${kind}-${lastDay}`;
}

const dayOf = (moment: Date) => Math.floor(moment.getTime() / DAY_MS);

/** What a mail says beside its address to be of this person and kind; nobody else can make one up. */
export function unsubscribeToken(subscription: Subscription, writtenAt: Date): string {
  const lastDay = dayOf(writtenAt) + DAYS;
  const { personId, kind } = subscription;
  return `u${personId}-${kind}-${lastDay}-${mailProof(written(subscription, lastDay))}`;
}

/** Of whom and what a token is; undefined: it was not made here, is of another text, or is too old. */
export function readUnsubscribeToken(token: string, now: Date): Subscription | undefined {
  const [, id, kind, day, proof] = TOKEN.exec(token) ?? [];
  if (kind === undefined || proof === undefined) return undefined;
  const subscription = { personId: Number(id), kind };
  const lastDay = Number(day);
  return provesMail(written(subscription, lastDay), proof) && dayOf(now) <= lastDay
    ? subscription
    : undefined;
}
