import { portalIdFrom } from '../../models/user-profile.ts';
import { textKey } from '../../models/text.ts';
import { flagIn, idIn, isLonger, momentIn, textIn, type SourceRow } from './clean.ts';
import type { Ledger } from './ledger.ts';
import type { Ids } from './reference.ts';

const TABLE = 'core_userprofile';
const PHONE_LENGTH = 20;
const PORTAL_ID_LENGTH = 100;

/** What the old portal knows of a person beyond the sign-in. */
export interface PlannedProfile {
  readonly departmentId: number | null;
  readonly phoneNumber: string;
  readonly mainPortalId: string | null;
  readonly emailNotifications: boolean;
  readonly createdAt: Date | undefined;
}

/** Whoever has none gets this one. */
export const NO_PROFILE: PlannedProfile = {
  departmentId: null,
  phoneNumber: '',
  mainPortalId: null,
  emailNotifications: true,
  createdAt: undefined,
};

const said = (row: SourceRow): number =>
  [
    idIn(row, 'department_id') !== undefined,
    textIn(row, 'phone_number') !== '',
    portalIdIn(row) !== null,
  ].filter(Boolean).length;

function portalIdIn(row: SourceRow): string | null {
  return portalIdFrom(textIn(row, 'main_portal_id'));
}

/** Of several profiles of a person the one that says the most stays, of equals the earliest. */
export function chooseProfiles(rows: readonly SourceRow[], ledger: Ledger): ReadonlyMap<number, SourceRow> {
  const chosen = new Map<number, SourceRow>();
  for (const row of rows) {
    const userId = idIn(row, 'user_id') ?? 0;
    const other = chosen.get(userId);
    if (other === undefined || said(row) > said(other)) chosen.set(userId, row);
    if (other === undefined) continue;
    const lesser = chosen.get(userId) === row ? other : row;
    ledger.merged(TABLE, idIn(lesser, 'id') ?? 0, 'another profile of the same person says as much or more');
  }
  return chosen;
}

function phoneOf(row: SourceRow, username: string, ledger: Ledger): string {
  const phone = textIn(row, 'phone_number');
  if (!isLonger(phone, PHONE_LENGTH)) return phone;
  ledger.note(
    'Profiles that are not quite as they were',
    `${username}: the phone number “${phone}” is too long and left out`,
  );
  return '';
}

/** Portal IDs belong to one person; whoever comes first keeps one. */
export class PortalIds {
  readonly #owners = new Map<string, string>();

  add(portalId: string | null, username: string): void {
    if (portalId !== null) this.#owners.set(textKey(portalId), username);
  }

  /** The ID for this person, or null where it is blank, too long or somebody else's. */
  give(row: SourceRow, username: string, ledger: Ledger): string | null {
    const portalId = portalIdIn(row);
    if (portalId === null) return null;
    const about = 'Main portal IDs that could not stay';
    if (isLonger(portalId, PORTAL_ID_LENGTH)) {
      ledger.note(about, `${username}: the ID is longer than ${PORTAL_ID_LENGTH} characters`);
      return null;
    }
    const owner = this.#owners.get(textKey(portalId));
    if (owner !== undefined) {
      ledger.note(about, `“${portalId}” is ${owner}’s; ${username}, who has it as well, gets none`);
      return null;
    }
    this.add(portalId, username);
    return portalId;
  }
}

/** What of a profile is taken. */
export function planProfile(
  row: SourceRow | undefined,
  username: string,
  { portalIds, departments, ledger }: { portalIds: PortalIds; departments: Ids; ledger: Ledger },
): PlannedProfile {
  if (row === undefined) {
    ledger.note('People without a profile, who get an empty one', username);
    return NO_PROFILE;
  }
  const departmentId = idIn(row, 'department_id');
  const here = departmentId === undefined ? undefined : departments.get(departmentId);
  if (departmentId !== undefined && here === undefined)
    ledger.note(
      'Profiles that are not quite as they were',
      `${username}: there is no department ${departmentId}`,
    );
  return {
    departmentId: here ?? null,
    phoneNumber: phoneOf(row, username, ledger),
    mainPortalId: portalIds.give(row, username, ledger),
    emailNotifications: flagIn(row, 'email_notifications', true),
    createdAt: momentIn(row, 'created_at'),
  };
}
