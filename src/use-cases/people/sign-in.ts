import { z } from 'zod';
import { ConflictError } from '../../errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { SignInWay } from '../../journal/sign-in-events.ts';
import { hasInvisible } from '../../models/text.ts';
import type { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import {
  DirectoryAwayError,
  enterByDirectory,
  type DirectoryWay,
} from '../single-sign-on/enter-by-directory.ts';
import { SingleSignOnRefusedError } from '../single-sign-on/refusals.ts';
import { rowIdOr } from '../whole-number.ts';
import { trying, type Attempt } from './attempts.ts';
import { findByLogin } from './find-by-login.ts';
import { loadActor, type SignedIn } from './load-actor.ts';
import { openOrAsk, type NextStep } from './open-or-ask.ts';
import { keepOwnHash, ownHash } from './own-hash.ts';
import { maySignInByPassword } from './password-owners.ts';
import { verifyPassword } from './passwords.ts';
import { counted, requireOwner, tellRefusal, wrongCredentials } from './sign-in-refusals.ts';
import { countAtAccount, countFromAddress } from './sign-in-throttle.ts';

const LOGIN_MISSING = 'Enter your username or e-mail address.';
/** As long as an e-mail address can be, in characters. */
const LOGIN_LENGTH = 254;
const LOGIN_TOO_LONG = `A username or e-mail address has at most ${LOGIN_LENGTH} characters.`;
const LOGIN_STRANGE = 'This has a space or an invisible character, which no username or e-mail address has.';

/** The fields of the sign-in form, and where it came from: the network address and a browser that is known. */
export const signInInput = z.object({
  login: z
    .string(LOGIN_MISSING)
    .max(LOGIN_LENGTH * 4, LOGIN_TOO_LONG)
    .trim()
    .min(1, LOGIN_MISSING)
    .refine((login) => Array.from(login).length <= LOGIN_LENGTH, LOGIN_TOO_LONG)
    .refine((login) => !hasInvisible(login) && !/\s/.test(login), LOGIN_STRANGE),
  password: z.string('Enter your password.').min(1, 'Enter your password.'),
  address: z.string(),
  /** Whom a page was opened as that lost its session: nobody else goes on there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
  device: z.object({ id: z.string(), userIds: z.array(z.number()).readonly() }).optional(),
  /** What the browser keeps where somebody gives no second factor for a while. */
  trust: z.array(z.string()).readonly().default([]),
});

type SignIn = z.output<typeof signInInput>;

/** Somebody whose password was right, and by which account of another service; none: by a password of the portal. */
export interface Entered extends SignedIn {
  readonly identityId?: number;
  readonly through?: SignInWay;
  readonly keptGroups?: boolean;
  /** What comes next; where a second factor is due, nobody is signed in yet. */
  readonly step: NextStep;
}

/** One sign-in, and what is known before a password is looked at. */
interface Trial {
  readonly given: SignIn;
  readonly user: User | undefined;
  readonly fromAddress: Attempt;
  readonly atAccount: Attempt;
}

/** Counts it from where it comes, and at the account that it is for. */
function tryToEnter(given: SignIn, enterBy: (trial: Trial) => Promise<Entered>): Promise<Entered> {
  const { login, address, device } = given;
  return trying(counted(countFromAddress(address)), async (fromAddress) => {
    const user = await findByLogin(login);
    const atAccount = counted(countAtAccount(login, user?.id, device), user?.id);
    return trying(atAccount, (own) => enterBy({ given, user, fromAddress, atAccount: own }));
  });
}

async function notCounted({ fromAddress, atAccount }: Trial): Promise<void> {
  await atAccount.takeBack();
  await fromAddress.takeBack();
}

async function failed({ fromAddress, atAccount }: Trial): Promise<void> {
  await atAccount.fail();
  await fromAddress.fail();
}

async function open(signedIn: SignedIn, user: User, { device, password, trust }: SignIn): Promise<NextStep> {
  const own = await ownHash(password, user);
  return inTransaction(async () => {
    const step = await openOrAsk(signedIn, { device, trust });
    if (!step.isDue) await keepOwnHash(user, own);
    return step;
  });
}

/** By a password of the portal; a text: why not, for the journal alone. */
async function enterHere(trial: Trial): Promise<Entered | string> {
  const { user, given, fromAddress, atAccount } = trial;
  const isRight = await verifyPassword(given.password, user?.passwordHash);
  const signedIn = isRight && user !== undefined ? await loadActor(user.id) : undefined;
  // A password changed meanwhile ended all sessions; one that began with the old password must not outlive it.
  if (signedIn === undefined || signedIn.sessionVersion !== user?.sessionVersion) return 'wrong_credentials';
  // In the same words as for a wrong one: whether it was right is told to nobody.
  if (!maySignInByPassword(user)) return 'sso_only';
  await atAccount.forgive();
  await fromAddress.takeBack();
  await requireOwner(signedIn.actor, given.openedAs);
  return { ...signedIn, step: await open(signedIn, user, given) };
}

/** By a password of the directory; undefined: it is none. */
async function enterThere(trial: Trial, way: DirectoryWay): Promise<Entered | undefined> {
  const { given, user, fromAddress, atAccount } = trial;
  const { device, openedAs, trust } = given;
  const require = (person: Person) => requireOwner(person, openedAs);
  try {
    const letIn = await enterByDirectory(given, way, { device, trust, require });
    if (letIn === undefined) return undefined;
    const { signedIn, ...how } = letIn;
    await fromAddress.takeBack();
    // The login may be that of somebody else here, whose failures are theirs.
    const isTheirs = user === undefined || user.id === signedIn.actor.id;
    await (isTheirs ? atAccount.forgive() : atAccount.takeBack());
    return { ...signedIn, ...how, through: 'ldap' };
  } catch (error) {
    const isRefused = error instanceof SingleSignOnRefusedError;
    // Their password was right.
    if (isRefused || error instanceof ConflictError) await notCounted(trial);
    if (isRefused) await tellRefusal(error.userId, error.code);
    throw error;
  }
}

/** Whether there is a password here that somebody may try to find out. */
function hasPassword(user: User | undefined): boolean {
  return user !== undefined && user.passwordHash !== '';
}

/** One way after the other; a directory that does not answer is told only where nothing else lets in. */
async function enter(trial: Trial, way: DirectoryWay | undefined): Promise<Entered> {
  let away: DirectoryAwayError | undefined;
  const there = async (): Promise<Entered | undefined> => {
    if (way === undefined) return undefined;
    return enterThere(trial, way).catch((error: unknown) => {
      if (!(error instanceof DirectoryAwayError)) throw error;
      away = error;
      return undefined;
    });
  };
  const first = way?.isFirst === true ? await there() : undefined;
  if (first !== undefined) return first;
  const here = await enterHere(trial);
  if (typeof here !== 'string') return here;
  const last = way?.isFirst === true ? undefined : await there();
  if (last !== undefined) return last;
  if (away === undefined) throw await wrongCredentials(trial.user?.id ?? null, here);
  // Nobody looked at a password of whoever has none here. Others of the same network have one, and are to get in.
  await (hasPassword(trial.user) ? failed(trial) : notCounted(trial));
  await tellRefusal(trial.user?.id ?? null, 'directory_away');
  throw away;
}

/**
 * Checks a username or e-mail address, in any letter case, and a password: of the portal, and of a directory, where there
 * is one. Whoever has a second factor is not signed in by that alone.
 *
 * @throws AppError 401, in the same words and time whatever was wrong; ThrottledError after too many failures;
 *   UnavailableError when too many people sign in at once, or the directory does not answer; ConflictError for somebody
 *   else than the page is of; SingleSignOnRefusedError for somebody of the directory who is not let in here.
 */
export async function signIn(input: unknown, directory?: DirectoryWay): Promise<Entered> {
  return tryToEnter(parseInput(signInInput, input), (trial) => enter(trial, directory));
}
