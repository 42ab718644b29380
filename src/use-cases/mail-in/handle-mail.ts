import { createHash } from 'node:crypto';
import { hindranceIn } from '../../database/driver-errors.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { AppError, UnavailableError } from '../../errors.ts';
import { doneFrom } from '../../journal/surroundings.ts';
import { log } from '../../log.ts';
import { readMail, UnreadableMail, type IncomingMail } from '../../mail/read-mail.ts';
import { ReceivedMail, type MailOutcome } from '../../models/received-mail.ts';
import { tellRefusal } from './answer-sender.ts';
import { decideMail, type MailDecision, type MailRefusal } from './decide-mail.ts';
import { doByMail, type DoingSettings } from './do-by-mail.ts';
import { mailFacts } from './mail-facts.ts';
import { mailKey, wordsHash } from './mail-words.ts';
import { MailIsDone, rememberMail, type MailEnd, type MailTrace } from './remember-mail.ts';

/** A mail as it lies in the mailbox. */
export interface MailSource {
  readonly content: Buffer;
  readonly sizeBytes: number;
  /** The content is its header alone, as it is larger than what is taken. */
  readonly isTooLarge: boolean;
}

/** What handling mails needs of the configuration. */
export interface MailInSettings extends DoingSettings {
  /** The address that mails of the portal are from. */
  readonly own: string;
}

const REFUSAL_OF: Readonly<Record<string, MailRefusal>> = {
  not_found: 'missing',
  forbidden: 'forbidden',
  limit: 'too_many',
};

/** Whether the portal, and not the mail, is what is in the way. */
function mayPass(error: unknown): boolean {
  return error instanceof UnavailableError || hindranceIn(error) !== undefined;
}

function traceOf(mail: IncomingMail, sizeBytes: number): MailTrace {
  const subject = Array.from(mail.subject).slice(0, 255).join('');
  const sender = (mail.sender ?? '').slice(0, 254);
  return { mailKey: mailKey(mail), sender, subject, sizeBytes, wordsHash: wordsHash(mail) };
}

async function end(trace: MailTrace, told: MailEnd): Promise<MailOutcome> {
  await inTransaction(() => rememberMail(trace, told));
  return told.outcome;
}

async function refuse(
  trace: MailTrace,
  { why, personId }: Extract<MailDecision, { do: 'refuse' }>,
  now: Date,
): Promise<MailOutcome> {
  return inTransaction(async () => {
    // Those before it are counted.
    await tellRefusal(trace, why, personId, now);
    return end(trace, { outcome: why === 'too_large' ? 'failed' : 'refused', reason: why, personId });
  });
}

/** Does what was decided; what the rules of a step say against it is told to the sender. */
async function carryOut(
  mail: IncomingMail,
  trace: MailTrace,
  decision: MailDecision,
  settings: MailInSettings,
): Promise<MailOutcome> {
  const now = presentMoment();
  if (decision.do === 'ignore') return end(trace, { outcome: 'ignored', reason: decision.why });
  if (decision.do === 'fail') return end(trace, { outcome: 'failed', reason: decision.why });
  if (decision.do === 'refuse') return refuse(trace, decision, now);
  try {
    await doByMail(mail, trace, decision, settings);
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError) || mayPass(error)) throw error;
    const why = REFUSAL_OF[error.code] ?? 'not_possible';
    return refuse(trace, { do: 'refuse', why, personId: decision.personId }, now);
  }
}

async function handle(
  mail: IncomingMail,
  source: MailSource,
  settings: MailInSettings,
): Promise<MailOutcome> {
  const trace = traceOf(mail, source.sizeBytes);
  const known = () => ReceivedMail.findOne({ where: { mailKey: trace.mailKey } });
  const before = await known();
  if (before !== null && before.outcome !== 'failed') return before.outcome;
  try {
    const { own } = settings;
    const facts = await mailFacts(mail, { own, isTooLarge: source.isTooLarge, now: presentMoment() });
    return await carryOut(mail, trace, decideMail(facts), settings);
  } catch (error) {
    // What became of it with the other process says where it is moved, or one moves it here and one there.
    if (error instanceof MailIsDone) return (await known())?.outcome ?? 'done';
    if (mayPass(error)) throw error;
    log.error({ err: error, mail: trace.mailKey }, 'a mail could not be handled');
    return end(trace, { outcome: 'failed', reason: 'The portal failed at it. Its log says more.' });
  }
}

/**
 * Does once what a mail asks, however often it is read. Returns what became of it.
 *
 * @throws whatever is in the portal's own way; the mail can be handled later.
 */
export async function handleMail(source: MailSource, settings: MailInSettings): Promise<MailOutcome> {
  return doneFrom({ origin: 'mail' }, async () => {
    try {
      return await handle(await readMail(source.content), source, settings);
    } catch (error) {
      if (!(error instanceof UnreadableMail)) throw error;
      const key = createHash('sha256').update(source.content).digest('hex');
      const trace = { mailKey: key, sender: '', subject: '', sizeBytes: source.sizeBytes, wordsHash: null };
      return end(trace, { outcome: 'failed', reason: error.message });
    }
  });
}
