import { createHash, randomBytes } from 'node:crypto';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { RecoveryCode } from '../../models/recovery-code.ts';

/** How many are drawn at once. */
export const RECOVERY_CODES = 10;
/** With so many left somebody is told to draw new ones. */
export const FEW_CODES = 2;
/** Of 32 signs each has five bits: 120 in all, so that a plain hash tells nothing of them. */
const LENGTH = 24;
/** As Crockford writes numbers: nothing that looks like something else. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';

function draw(): string {
  const signs = Array.from(randomBytes(LENGTH), (byte) => SIGNS[byte % SIGNS.length] ?? '').join('');
  return signs.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** A code as it was typed: in any letter case, with or without what stands between the signs. */
function hashOf(userId: number, typed: string): string {
  const plain = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '');
  const read = plain.replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return createHash('sha256').update(`${userId} ${read}`).digest('hex');
}

/** Draws new recovery codes of a person, inside the running transaction; those of before work no more. */
export async function drawRecoveryCodes(userId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, draw);
  await RecoveryCode.destroy({ where: { userId } });
  const createdAt = presentMoment();
  await RecoveryCode.bulkCreate(codes.map((code) => ({ userId, codeHash: hashOf(userId, code), createdAt })));
  return codes;
}

/** How many of somebody's codes were not used yet. */
export function recoveryCodesLeft(userId: number): Promise<number> {
  return RecoveryCode.count({ where: { userId, usedAt: null } });
}

/**
 * Takes a recovery code, once: of two who send it at the same moment one succeeds.
 *
 * @returns whether there was such a code.
 */
export async function takeRecoveryCode(userId: number, typed: string): Promise<boolean> {
  const where = { userId, codeHash: hashOf(userId, typed), usedAt: null };
  const [taken] = await inTransaction(() => RecoveryCode.update({ usedAt: presentMoment() }, { where }));
  return taken === 1;
}
