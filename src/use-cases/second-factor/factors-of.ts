import { Passkey } from '../../models/passkey.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';

/** What somebody can give beside their password. */
export interface Factors {
  /** One-time codes of an app: how it is called, and since when. */
  readonly app: { readonly name: string; readonly since: Date; readonly lastUsedAt: Date | null } | undefined;
  /** How many passkeys there are. */
  readonly passkeys: number;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodes: number;
}

/** What a person can give beside their password at this moment. */
export async function factorsOf(userId: number): Promise<Factors> {
  const app = await SecondFactor.findOne({ where: { userId } });
  const recoveryCodes = await recoveryCodesLeft(userId);
  const passkeys = await Passkey.count({ where: { userId } });
  if (app === null) return { app: undefined, passkeys, recoveryCodes };
  const { name, confirmedAt: since, lastUsedAt } = app;
  return { app: { name, since, lastUsedAt }, passkeys, recoveryCodes };
}

/** Whether there is anything but recovery codes, which only stand in for something else. */
export function hasFactor({ app, passkeys }: Factors): boolean {
  return app !== undefined || passkeys > 0;
}
