import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { transactionContext } from '../../database/context.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { Submission } from '../../models/submission.ts';
import type { Actor } from '../../policies/actor.ts';
import { DAY_MS } from '../../durations.ts';

/** How long a form that was sent is remembered, in days. */
const REMEMBERED_DAYS = 7;

/** A form as it was sent. */
export interface SentForm {
  /** Drawn with the form, such as `submissionKey` of `submission-key.ts`; undefined: nothing is remembered. */
  readonly key: string | undefined;
  /** What it makes, and of what: with something else in it, it means something else. */
  readonly content: unknown;
}

interface Sent {
  readonly senderId: number;
  readonly submissionKey: string;
}

const present = new AsyncLocalStorage<Sent>();

async function madeBy(sent: Sent): Promise<number | undefined> {
  return (await Submission.findOne({ where: { ...sent } }))?.madeId;
}

/**
 * Makes a row from a form; the same form sent again by the same person leads to the row that it made, at once or later.
 *
 * @param make has to call `rememberMade` in the transaction that makes the row; returns its id.
 * @throws whatever `make` throws, unless the form has made its row meanwhile.
 */
export async function makeOnce(
  { id: senderId }: Actor,
  { key, content }: SentForm,
  make: () => Promise<number>,
): Promise<number> {
  if (key === undefined || senderId === null) return make();
  // Keyed by what the form drew: it holds passwords, and nobody is to guess them from here.
  const submissionKey = createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url');
  const sent = { senderId, submissionKey };
  const before = await madeBy(sent);
  if (before !== undefined) return before;
  try {
    return await present.run(sent, make);
  } catch (error) {
    // Of the same form sent twice at once, one met the other's row.
    const made = await madeBy(sent);
    if (made === undefined) throw error;
    return made;
  }
}

/** Transactions that remembered what they made. */
const remembered = new WeakSet<object>();

/**
 * Remembers, in the transaction that made a row, from which form it is. What another one remembered of the same form
 * meanwhile is no reason not to: the key that both want lets one of them alone through.
 */
export async function rememberMade(madeId: number): Promise<void> {
  const sent = present.getStore();
  const transaction = transactionContext.get('transaction') as object;
  // Of several in one transaction the first counts: what the use case itself made.
  if (sent === undefined || remembered.has(transaction)) return;
  remembered.add(transaction);
  const expires = new Date(presentMoment().getTime() + REMEMBERED_DAYS * DAY_MS);
  await Submission.create({ ...sent, madeId, expires });
}
