import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { AppError } from '../../errors.ts';
import { ApiTokenUse } from '../../models/api-token-use.ts';

/** Makes sure that there is a row to lock; of two that make it at once, one meets the other's. */
async function requireUse(tokenId: number): Promise<void> {
  try {
    if ((await ApiTokenUse.findByPk(tokenId)) === null)
      await inTransaction(() => ApiTokenUse.create({ tokenId }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Does `work` with what came of a token's use, one at a time; nothing where the token was revoked meanwhile. */
export async function withUse<T>(
  tokenId: number,
  work: (use: ApiTokenUse) => Promise<T>,
): Promise<T | undefined> {
  await requireUse(tokenId);
  return inTransaction(async () => {
    const use = await ApiTokenUse.findByPk(tokenId, forUpdate());
    return use === null ? undefined : work(use);
  });
}
