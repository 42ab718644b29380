import { select, readMoment, storedMoment } from '../../database/select.ts';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { heardOf } from '../../journal/kept.ts';
import { record } from '../../journal/record.ts';
import { scopesIn } from '../../models/api-token.ts';
import type { Person } from '../../policies/actor.ts';
import { narrowed } from '../../policies/api-token.ts';
import { PERSON_COLUMNS, PERSON_GROUPS, personIn, type PersonRow } from '../people/load-actor.ts';
import { hashOfToken, TOKEN_MARK } from './write-token.ts';
import { withUse } from './with-use.ts';

/** Longest token that is looked up, in characters. */
const LONGEST = 100;

/** Who acts by a token, with what the token lets them. */
export interface TokenHolder {
  readonly tokenId: number;
  readonly actor: Person;
  readonly scopes: readonly string[];
  /** They choose a new password before anything else answers them. */
  readonly mustChangePassword: boolean;
}

interface TokenRow extends PersonRow {
  readonly tokenId: number;
  readonly tokenName: string;
  readonly scopes: string;
  readonly lastUsedAt: Date | string | null;
  readonly lastAddress: string | null;
  readonly newestEvent: number | null;
}

const OF_TOKEN = `
  SELECT t.id AS tokenId, t.name AS tokenName, t.scopes, n.last_used_at AS lastUsedAt,
    n.last_address AS lastAddress, (SELECT MAX(id) FROM events) AS newestEvent, ${PERSON_COLUMNS}
  FROM api_tokens t LEFT JOIN api_token_uses n ON n.token_id = t.id JOIN users u ON u.id = t.user_id AND u.is_active = 1 ${PERSON_GROUPS}
  WHERE t.token_hash = $hash AND t.expires > $now`;

/** Whether a use is told in the journal: the first of a day, and each from another address. */
function isNews(last: Date | null, lastAddress: string | null, address: string | null, now: Date): boolean {
  if (last === null || lastAddress !== address) return true;
  return Math.floor(last.getTime() / DAY_MS) !== Math.floor(now.getTime() / DAY_MS);
}

/** Remembers the use: not each within a minute, as that would be a write with every request. */
async function noteUse(row: TokenRow, actor: Person, address: string | null, now: Date): Promise<void> {
  const last = row.lastUsedAt === null ? null : readMoment(row.lastUsedAt);
  const isRecent = last !== null && Math.abs(now.getTime() - last.getTime()) < MINUTE_MS;
  if (isRecent && !isNews(last, row.lastAddress, address, now)) return;
  await withUse(row.tokenId, async (use) => {
    const news = isNews(use.lastUsedAt, use.lastAddress, address, now);
    await use.update({ lastUsedAt: now, lastAddress: address });
    const details = { called: row.tokenName };
    if (news) await record({ name: 'api_token.used', by: actor, subjectId: row.tokenId, details });
  });
}

/**
 * Whoever acts by this token at this moment; undefined where nobody does: it is unknown, expired or revoked, or its
 * person was deactivated.
 *
 * @param address from which it is used.
 */
export async function holderOfToken(
  token: string,
  address: string | null,
  now: Date = new Date(),
): Promise<TokenHolder | undefined> {
  if (!token.startsWith(TOKEN_MARK) || token.length > LONGEST) return undefined;
  const rows = await select<TokenRow>(OF_TOKEN, { hash: hashOfToken(token), now: storedMoment(now) });
  const [row] = rows;
  const signedIn = personIn(rows);
  if (row === undefined || signedIn === undefined) return undefined;
  heardOf(row.newestEvent ?? 0);
  const scopes = scopesIn(row.scopes);
  const actor = narrowed(signedIn.actor, scopes);
  await noteUse(row, actor, address, now);
  return { tokenId: row.tokenId, actor, scopes, mustChangePassword: signedIn.mustChangePassword };
}
