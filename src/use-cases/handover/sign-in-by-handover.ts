import { createHash } from 'node:crypto';
import { UniqueConstraintError } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { findAllSameText } from '../../models/text.ts';
import { UsedHandover } from '../../models/used-handover.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { loadActor, type SignedIn } from '../people/load-actor.ts';
import { countUse } from '../people/failure-counts.ts';
import { networkOf } from '../people/network-of.ts';
import { openOrAsk, type Arrival, type NextStep } from '../people/open-or-ask.ts';
import { HandoverRefusedError } from './handover-refused.ts';
import { readHandover, SKEW_SECONDS, type Handover, type HandoverTrust } from './read-handover.ts';

const FORGED = new HandoverRefusedError('forged').code;
/** Those that nobody signed, from one network within a quarter of an hour, of which the journal tells. */
const MOST_FORGED = 30;

/** Whoever was handed over, and what they came for. */
export interface HandedOver {
  readonly signedIn: SignedIn;
  readonly handover: Handover;
  /** What comes next; where a second factor is due, nobody is signed in yet. */
  readonly step: NextStep;
}

/** What was sent, and from which network address. */
interface Sent extends Pick<Arrival, 'othersVouch'> {
  readonly token: unknown;
  readonly address: string;
}

async function personOf(portalId: string): Promise<SignedIn> {
  const [profile, another] = await findAllSameText(UserProfile, 'mainPortalId', portalId);
  if (profile === undefined) throw new HandoverRefusedError('unknown');
  // The unique key lets none be; a database that came from elsewhere may lack it.
  if (another !== undefined) throw new HandoverRefusedError('clashing');
  const person = await loadActor(profile.userId);
  if (person === undefined) throw new HandoverRefusedError('inactive', profile.userId);
  return person;
}

/** Of two at once the database lets one. */
async function useUp({ jti, exp }: Handover, userId: number): Promise<void> {
  const idHash = createHash('sha256').update(jti).digest('hex');
  // Twice, since the clock of the process that forgets it may be another.
  const expires = new Date((exp + 2 * SKEW_SECONDS) * 1000);
  try {
    await UsedHandover.create({ idHash, expires });
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new HandoverRefusedError('used', userId);
    throw error;
  }
}

/**
 * What nobody signed counts against the network that it came from, apart from its passwords: every page of every site can
 * send such things, which is to lock nobody out. What the main portal signed is looked at however many came before.
 */
async function readSigned({ token, address }: Sent, trust: HandoverTrust): Promise<Handover> {
  try {
    return await readHandover(token, trust);
  } catch (error) {
    if (error instanceof HandoverRefusedError && error.code === FORGED)
      await countUse(`handover:${networkOf(address)}`, MOST_FORGED);
    throw error;
  }
}

async function open(sent: Sent, trust: HandoverTrust): Promise<HandedOver> {
  const handover = await readSigned(sent, trust);
  const signedIn = await personOf(handover.sub);
  const { othersVouch } = sent;
  // Browsers send no cookies along with another site's form.
  const arrival = { through: 'handover', device: undefined, trust: [], othersVouch } as const;
  const step = await inTransaction(async () => {
    await useUp(handover, signedIn.actor.id);
    return openOrAsk(signedIn, arrival);
  });
  return { signedIn, handover, step };
}

async function tellRefusal(reason: string, subjectId: number | null): Promise<void> {
  const entry = { by: { id: null, name: '' }, subjectId, details: { reason } };
  await inTransaction(() => record({ name: 'session.refused', ...entry }));
}

/**
 * Lets in whom the main portal hands over, once.
 *
 * @throws HandoverRefusedError; ThrottledError for one that nobody signed, after too many of these from one address.
 */
export async function signInByHandover(sent: Sent, trust: HandoverTrust): Promise<HandedOver> {
  try {
    return await open(sent, trust);
  } catch (error) {
    if (error instanceof HandoverRefusedError) await tellRefusal(error.code, error.userId);
    throw error;
  }
}
