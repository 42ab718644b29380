import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../../database/connect.ts';
import { sameKey } from '../../../models/text.ts';

/** How many texts one statement asks about. */
const BATCH = 500;

async function weights(texts: readonly string[]): Promise<string[]> {
  const one = 'SELECT HEX(WEIGHT_STRING(CONVERT(? USING utf8mb4) COLLATE utf8mb4_unicode_520_ci)) AS weight';
  const rows = await database().query<{ weight: string }>(texts.map(() => one).join(' UNION ALL '), {
    replacements: [...texts],
    type: QueryTypes.SELECT,
  });
  return rows.map(({ weight }) => weight);
}

/**
 * A function from each of these texts to a key. Two texts have the same key when a unique index takes them as the same:
 * on MySQL that is for its collation to say, which also knows that É is E.
 */
export async function comparisonKeys(texts: readonly string[]): Promise<(text: string) => string> {
  if (isSqlite()) return sameKey;
  const distinct = [...new Set(texts)];
  const keys = new Map<string, string>();
  for (let start = 0; start < distinct.length; start += BATCH) {
    const batch = distinct.slice(start, start + BATCH);
    for (const [index, weight] of (await weights(batch)).entries()) keys.set(batch[index] ?? '', weight);
  }
  return (text) => keys.get(text) ?? sameKey(text);
}
