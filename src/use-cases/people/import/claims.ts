import { PORTAL_ID_TAKEN } from '../../../models/user-profile.ts';
import { IS_EMAIL, IS_USERNAME } from '../refuse-confusion.ts';
import { usernameKey, type Candidate } from './candidate.ts';
import type { Known } from './look-up.ts';

type Rows = readonly Candidate[];

/** People and rows as they would stand beside each other, were all these rows written. */
interface Outlook {
  readonly known: Known;
  readonly byKey: ReadonlyMap<string, Candidate>;
  readonly byEmail: ReadonlyMap<string, Candidate>;
  readonly byUserId: ReadonlyMap<number, Candidate>;
}

function outlookOf(rows: Rows, known: Known): Outlook {
  const withUser = rows.flatMap((row) => {
    const user = known.users.get(row.key);
    return user === undefined ? [] : [[user.id, row] as const];
  });
  return {
    known,
    byKey: new Map(rows.map((row) => [row.key, row])),
    byEmail: new Map(rows.flatMap((row) => (row.emailKey === undefined ? [] : [[row.emailKey, row]]))),
    byUserId: new Map(withUser),
  };
}

/** A portal ID is free once whoever has it gets another one from the same file. */
function portalIdFault(row: Candidate, { known, byUserId }: Outlook): string | undefined {
  if (row.portalIdKey === undefined) return undefined;
  const holder = known.portalIds.get(row.portalIdKey);
  if (holder === undefined || holder === known.users.get(row.key)?.id) return undefined;
  const given = byUserId.get(holder)?.portalIdKey;
  return given === undefined || given === row.portalIdKey ? PORTAL_ID_TAKEN : undefined;
}

function usernameFault(row: Candidate, { known, byKey, byEmail }: Outlook): string | undefined {
  if (known.users.has(row.key) || !row.username.includes('@')) return undefined;
  const inFile = byEmail.get(row.key);
  if (inFile !== undefined && inFile !== row)
    return `The username is the e-mail address in line ${inFile.line}.`;
  const stays = (known.byEmail.get(row.key) ?? []).some(
    ({ usernameFolded, emailFolded }) => (byKey.get(usernameFolded)?.emailKey ?? emailFolded) === row.key,
  );
  return stays ? IS_EMAIL : undefined;
}

function emailFault(row: Candidate, { known, byKey }: Outlook): string | undefined {
  const { email } = row.person;
  const user = known.users.get(row.key);
  if (email === undefined || user?.email === email) return undefined;
  const asUsername = usernameKey(email);
  if (asUsername === row.key) return undefined;
  if (known.users.has(asUsername)) return IS_USERNAME;
  const inFile = byKey.get(asUsername);
  return inFile === undefined ? undefined : `The e-mail address is the username in line ${inFile.line}.`;
}

function faultsOf(row: Candidate, outlook: Outlook): string[] {
  const faults = [portalIdFault(row, outlook), usernameFault(row, outlook), emailFault(row, outlook)];
  return faults.filter((fault) => fault !== undefined);
}

/**
 * Why rows cannot be written because somebody else has what they claim, in the database or in the file. A row that is
 * refused gives nothing up, so that those who counted on it are refused, too.
 */
export function refusedClaims(rows: Rows, known: Known): Map<Candidate, string[]> {
  const refused = new Map<Candidate, string[]>();
  for (;;) {
    const open = rows.filter((row) => !refused.has(row));
    const outlook = outlookOf(open, known);
    const faulty = open
      .map((row) => [row, faultsOf(row, outlook)] as const)
      .filter(([, faults]) => faults[0]);
    if (faulty.length === 0) return refused;
    for (const [row, faults] of faulty) refused.set(row, faults);
  }
}
