import { ApiToken, scopesIn } from '../../models/api-token.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { tokenRow } from './token-row.ts';

/** A token as it is shown: never the token itself. */
export interface TokenView {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires: Date;
  readonly lastUsedAt: Date | null;
  readonly lastAddress: string | null;
  readonly createdAt: Date;
}

function shown({ id, name, prefix, scopes, expires, createdAt, use }: ApiToken): TokenView {
  return {
    id,
    name,
    prefix,
    scopes: scopesIn(scopes),
    expires,
    lastUsedAt: use?.lastUsedAt ?? null,
    lastAddress: use?.lastAddress ?? null,
    createdAt,
  };
}

/**
 * The tokens of a person, the newest first.
 *
 * @throws ForbiddenError for another's without the right.
 */
export async function listTokens(actor: Actor, userId: number): Promise<TokenView[]> {
  authorize(apiTokenPolicy, actor, 'list', await tokenRow(userId));
  const rows = await ApiToken.findAll({ where: { userId }, include: ['use'], order: [['id', 'DESC']] });
  return rows.map(shown);
}
