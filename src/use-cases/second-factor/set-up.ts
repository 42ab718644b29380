import { z } from 'zod';
import { decryptSecret, encryptSecret, UnreadableSecret } from '../../database/stored-secret.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { HOUR_MS } from '../../durations.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { FACTOR_NAME_LENGTH, SecondFactor } from '../../models/second-factor.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { lockUsers } from '../people/lock-users.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { factorsOf, hasFactor } from './factors-of.ts';
import { appAddress, drawSecret, stepOf } from './one-time-codes.ts';
import { proveFactor } from './prove-factor.ts';
import { drawRecoveryCodes } from './recovery-codes.ts';
import { secretPurpose } from './stored-factor.ts';
import { forgetDevicesOf } from './trusted-devices.ts';

/** How long somebody may take to read the picture, in milliseconds. */
const DRAFT_MS = HOUR_MS;
const DEFAULT_NAME = 'Authenticator app';

/** A secret that is to be read by an app, and is stored only once a code of it was typed. */
export interface Draft {
  /** What the form carries: nobody else can use it, and nobody reads it. */
  readonly sealed: string;
  readonly secret: string;
  /** What the picture holds. */
  readonly address: string;
}

/** The fields of the form that sets up an app. */
export const setUpInput = z.object({
  draft: z.string('The form is not whole.').max(500, 'The form is not whole.'),
  code: z
    .string()
    .trim()
    .min(1, 'Enter the code that your app shows.')
    .max(40, 'This is too long for a code.'),
  name: z
    .string()
    .trim()
    .max(FACTOR_NAME_LENGTH, `A name has at most ${FACTOR_NAME_LENGTH} characters.`)
    .default(''),
  /** A code of the app in whose place this one comes, or a recovery code. */
  present: z.string().trim().max(100, 'This is too long for a code.').default(''),
});

const purposeOf = (userId: number): string => `draft of a second factor ${userId}`;

function draftOf({ username }: Person, secret: string, sealed: string): Draft {
  return { sealed, secret, address: appAddress(secret, username) };
}

/** Draws the secret of a new app of somebody; nothing is stored yet. */
export function drawDraft(person: Person): Draft {
  const secret = drawSecret();
  const sealed = encryptSecret(`${presentMoment().getTime()} ${secret}`, purposeOf(person.id));
  return draftOf(person, secret, sealed);
}

/** The draft that a form carries; undefined: it is not theirs, or too old. */
export function draftIn(person: Person, sealed: string): Draft | undefined {
  try {
    const [drawnAt, secret = ''] = decryptSecret(sealed, purposeOf(person.id)).split(' ');
    const isFresh = presentMoment().getTime() - Number(drawnAt) <= DRAFT_MS;
    return isFresh ? draftOf(person, secret, sealed) : undefined;
  } catch (error) {
    if (error instanceof UnreadableSecret) return undefined;
    throw error;
  }
}

/** What is to be stored. */
interface NewApp {
  readonly secret: string;
  readonly name: string;
  readonly lastStep: number;
}

async function write(person: Person, { secret, name, lastStep }: NewApp, sid: string): Promise<string[]> {
  return inTransaction(async () => {
    await lockUsers([person.id]);
    if (!hasFactor(await factorsOf(person.id))) await endOtherSessions(person, sid);
    const now = presentMoment();
    const stored = encryptSecret(secret, secretPurpose(person.id));
    const values = {
      name: name || DEFAULT_NAME,
      secret: stored,
      confirmedAt: now,
      lastStep,
      lastUsedAt: now,
    };
    const former = await SecondFactor.findOne({ where: { userId: person.id } });
    if (former === null) await SecondFactor.create({ userId: person.id, ...values });
    else await former.update(values);
    // What was remembered by another app's codes counts no more.
    await forgetDevicesOf(person.id);
    const details = former === null ? {} : { replaced: true as const };
    await record({ name: 'user.factor_set_up', by: person, subjectId: person.id, details });
    return drawRecoveryCodes(person.id);
  });
}

/**
 * Makes an app somebody's second factor, in the place of the one before, once a code of it was typed. With the first one their
 * other sessions end.
 *
 * @param sid what is stored of the id of the session that they sit at; none: all end.
 * @returns their recovery codes, which are shown this once.
 * @throws ConflictError for a form that is too old; InvalidInputError at `code`, `name`, `present`; ThrottledError.
 */
export async function setUpFactor(person: Person, input: unknown, sid = ''): Promise<string[]> {
  const { draft, code, name, present } = parseInput(setUpInput, input);
  const drawn = draftIn(person, draft);
  if (drawn === undefined)
    throw new ConflictError('This page is too old. Read the new picture with your app.');
  const step = stepOf(drawn.secret, code, presentMoment());
  if (step === undefined) {
    throw new InvalidInputError({
      code: 'This is not the code that belongs to the picture. Wait for the next one, and see that your phone has the right time.',
    });
  }
  // Whoever sits at an open session does not put an app of their own in the place of its person's.
  if ((await SecondFactor.count({ where: { userId: person.id } })) > 0)
    await proveFactor(person, present, 'present');
  return write(person, { secret: drawn.secret, name, lastStep: step }, sid);
}
