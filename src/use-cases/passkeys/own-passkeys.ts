import { Passkey } from '../../models/passkey.ts';

export { PASSKEY_NAME_LENGTH } from '../../models/passkey.ts';

/** Most passkeys of one person. */
export const MOST_PASSKEYS = 20;

/** A passkey, as its owner sees it. */
export interface OwnPasskey {
  readonly id: number;
  readonly name: string;
  /** The host that it is for. */
  readonly host: string;
  /** It lies in an account somewhere, and may be on several devices. */
  readonly isSynced: boolean;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Somebody's passkeys, the oldest first. */
export async function ownPasskeys({ id: userId }: { readonly id: number }): Promise<OwnPasskey[]> {
  const rows = await Passkey.findAll({ where: { userId }, order: [['id', 'ASC']], limit: MOST_PASSKEYS });
  return rows.map(({ id, name, rpId, backedUp, createdAt, lastUsedAt }) => ({
    id,
    name,
    host: rpId,
    isSynced: backedUp,
    madeAt: createdAt,
    lastUsedAt: lastUsedAt ?? null,
  }));
}
