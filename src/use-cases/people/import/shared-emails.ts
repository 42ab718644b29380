import type { Candidate } from './candidate.ts';
import type { Known } from './look-up.ts';
import { say, together, type Texts } from './within-file.ts';

/** Somebody active who is here, has the row's new address and does not get another one by the file. */
function holderOf(row: Candidate, known: Known, byKey: ReadonlyMap<string, Candidate>) {
  const { emailKey } = row;
  if (emailKey === undefined || emailKey === '' || known.users.get(row.key)?.emailFolded === emailKey)
    return undefined;
  return known.byEmail
    .get(emailKey)
    ?.find(({ usernameFolded, isActive }) => isActive && byKey.get(usernameFolded)?.emailKey === undefined);
}

/** What to know of rows that share an e-mail address, as people may, with others of the file or with people here. */
export function sharedEmails(rows: readonly Candidate[], known: Known): Texts {
  const texts: Texts = new Map();
  for (const members of together(rows, ({ emailKey }) => emailKey)) {
    say(texts, members, (others) => `The same e-mail address is in ${others}, so it signs nobody in.`);
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for (const row of rows) {
    const holder = holderOf(row, known, byKey);
    if (holder === undefined) continue;
    const text = `${holder.displayName} has the same e-mail address, so it signs nobody in.`;
    texts.set(row, [...(texts.get(row) ?? []), text]);
  }
  return texts;
}
