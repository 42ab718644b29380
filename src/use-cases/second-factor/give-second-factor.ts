import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { parseInput } from '../parse-input.ts';
import { trying, type Attempt } from '../people/attempts.ts';
import { counted, tellRefusal } from '../people/sign-in-refusals.ts';
import { countAtSecondStep, countFromAddress } from '../people/sign-in-throttle.ts';
import { awaitedPerson, letPass, type Awaited, type Passed, type SecondPlace } from './awaited.ts';
import { recoverBy } from './recover-by.ts';
import { takeCode } from './take-code.ts';

/** Told in the journal of the failure after which nothing is looked at for a while; its person hears of it. */
export const GUESSED = 'second_factor_guessed';

const WAYS = {
  app: {
    missing: 'Enter the code that your app shows.',
    wrong: 'This code is not right, or was used already. Wait for the next one.',
    refusal: 'wrong_code',
  },
  recovery: {
    missing: 'Enter a recovery code.',
    wrong: 'This recovery code is not right, or was used already.',
    refusal: 'wrong_recovery_code',
  },
} as const;
/** What is typed at the second step: a code that an app shows, or a recovery code. */
export type TypedWay = keyof typeof WAYS;

/** The fields of the second step. */
export const secondFactorInput = z.object({
  way: z.enum(['app', 'recovery']).catch('app'),
  code: z.string().trim().max(200, 'This is too long for a code.').catch(''),
});

async function take(awaited: Awaited, way: TypedWay, code: string, place: SecondPlace) {
  return inTransaction(async (): Promise<Passed | undefined> => {
    const { actor } = await awaitedPerson(awaited);
    if (way === 'app') {
      return (await takeCode(actor.id, code)) ? letPass(awaited, 'totp', place) : undefined;
    }
    return (await recoverBy(actor, code)) ? letPass(awaited, 'recovery', place) : undefined;
  });
}

type Taking = () => Promise<Passed | undefined>;

/** Counts what is typed from where it comes, and at its person; `guessed`: wrong, and none is left. */
function counting({ userId }: Awaited, place: SecondPlace, taking: Taking) {
  const look = async (fromAddress: Attempt, atStep: Attempt): Promise<Passed | 'wrong' | 'guessed'> => {
    const passed = await taking();
    if (passed === undefined) return (await atStep.fail()) ? 'guessed' : 'wrong';
    await atStep.forgive();
    await fromAddress.takeBack();
    return passed;
  };
  return trying(counted(countFromAddress(place.address), userId), (fromAddress) =>
    trying(counted(countAtSecondStep(userId, place.device), userId), (atStep) => look(fromAddress, atStep)),
  );
}

/**
 * Signs in somebody whose password was right by a code of their app, or by a recovery code; each works once.
 *
 * @throws InvalidInputError at `code`, in the same words for a wrong one and one that was used; ThrottledError after too
 *   many failures; NobodyAwaitedError; UnavailableError where codes cannot be looked at.
 */
export async function giveSecondFactor(
  awaited: Awaited,
  input: unknown,
  place: SecondPlace,
): Promise<Passed> {
  const { way, code } = parseInput(secondFactorInput, input);
  const words = WAYS[way];
  if (code === '') throw new InvalidInputError({ code: words.missing });
  const { userId } = awaited;
  await awaitedPerson(awaited);
  const passed = await counting(awaited, place, () => take(awaited, way, code, place));
  if (passed !== 'wrong' && passed !== 'guessed') return passed;
  await tellRefusal(userId, passed === 'guessed' ? GUESSED : words.refusal);
  throw new InvalidInputError({ code: words.wrong });
}
