import type { Census } from './census.ts';
import { flagIn, idIn, textIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import type { Memberships } from './memberships.ts';

const [USERS, PROFILES] = ['auth_user', 'core_userprofile'];

function accountForProfile({ ledger }: ImportRun, kind: string, id: number, isKnown: boolean): void {
  if (isKnown) ledger.before(PROFILES);
  else if (kind === 'new') ledger.taken(PROFILES);
  else ledger.merged(PROFILES, id, 'its person has a profile here');
}

/** Accounts for each row of people and their profiles, and tells what needs somebody's eye. */
export function accountForPeople(
  run: ImportRun,
  { rows }: Census,
  {
    profiles,
    known,
    memberships,
  }: {
    profiles: ReadonlyMap<number, SourceRow>;
    known: ReadonlyMap<number, number | null>;
    memberships: Memberships;
  },
): void {
  const { ledger } = run;
  for (const { sourceId, row, destiny, username } of rows) {
    const { kind } = destiny;
    if (kind === 'known' || kind === 'gone') ledger.before(USERS);
    else if (kind === 'new') ledger.taken(USERS);
    else
      ledger.merged(
        USERS,
        sourceId,
        kind === 'part' ? 'named so in the map file' : 'somebody is called so here',
      );
    const profileId = idIn(profiles.get(sourceId) ?? {}, 'id');
    if (profileId !== undefined) accountForProfile(run, kind, profileId, known.has(profileId));
    const isBare = !memberships.members.has(sourceId) && !flagIn(row, 'is_superuser', false);
    if (kind === 'new' && isBare && flagIn(row, 'is_staff', false))
      ledger.note(
        'Staff of Django who are in no group, and may do nothing special here',
        username || textIn(row, 'email'),
      );
  }
}
