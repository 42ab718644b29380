import { Op, type Model, type ModelStatic } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { PasswordLink } from '../../models/password-link.ts';
import { Presence } from '../../models/presence.ts';
import { Session } from '../../models/session.ts';
import { SignInFailure } from '../../models/sign-in-failure.ts';
import { Submission } from '../../models/submission.ts';
import { TrustedDevice } from '../../models/trusted-device.ts';
import { UsedHandover } from '../../models/used-handover.ts';
import { UsedLogout } from '../../models/used-logout.ts';
import { UsedPasskeyChallenge } from '../../models/used-passkey-challenge.ts';

/** Rows of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 500;

async function removeBatch(model: ModelStatic<Model>, now: Date): Promise<number> {
  const key = model.primaryKeyAttribute;
  const expired = { expires: { [Op.lte]: now } };
  const rows = await model.findAll({ attributes: [key], where: expired, limit: BATCH });
  const keys = rows.map((row) => row.get(key) as string);
  if (keys.length === 0) return 0;
  // Asked once more: a session that was used, or a name that was mistyped, in between is not over.
  return inTransaction(() => model.destroy({ where: { [key]: keys, ...expired } }));
}

/**
 * Removes what counts no more: sessions that ended by time, failed sign-ins, sent forms of long ago, pages that were
 * closed without a word, links to set a password, browsers that were remembered, hand-overs that were used, orders of a
 * provider that were followed, and what passkeys were asked and answered. Returns how many rows.
 */
export async function removeExpired(signal?: AbortSignal): Promise<number> {
  const now = presentMoment();
  let removed = 0;
  for (const model of [
    Session,
    SignInFailure,
    Submission,
    Presence,
    PasswordLink,
    TrustedDevice,
    UsedHandover,
    UsedLogout,
    UsedPasskeyChallenge,
  ]) {
    for (let batch = 1; batch > 0; removed += batch) {
      signal?.throwIfAborted();
      batch = await removeBatch(model, now);
    }
  }
  return removed;
}
