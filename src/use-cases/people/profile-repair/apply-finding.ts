import { literal } from 'sequelize';
import { textKey } from '../../../models/text.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { restoreConstraint } from './constraints.ts';
import { raiseCounter } from './counters.ts';
import { moveToInnodb } from './engines.ts';
import type { Finding } from './finding.ts';
import { restorePrimaryKey } from './primary-key.ts';
import { giveOwnId } from './repeated-ids.ts';

type Changes = { readonly [Name in 'departmentId' | 'phoneNumber' | 'mainPortalId']?: UserProfile[Name] };

/** Without the model's validations: what is changed here is decided, and other fields may be damaged still. */
async function change(profileId: number, changes: Changes): Promise<void> {
  const { mainPortalId } = changes;
  // The key is written here: without validations, Sequelize takes the values past the model's setters.
  const key =
    mainPortalId === undefined
      ? {}
      : { mainPortalIdFolded: mainPortalId === null ? null : textKey(mainPortalId) };
  await UserProfile.update(
    { ...changes, ...key, version: literal('version + 1') },
    { where: { id: profileId }, validate: false },
  );
}

async function createProfile(userId: number, explicitId: boolean): Promise<void> {
  // A counter that is behind would give an id that is taken; an id of one's own moves it on.
  const highest = explicitId ? await UserProfile.max<number | null, UserProfile>('id') : null;
  await UserProfile.create({ userId, ...(highest === null ? {} : { id: highest + 1 }) });
}

/**
 * Repairs one finding.
 *
 * @param counterBehind whether the counter of user_profiles cannot be relied on.
 */
export async function applyFinding(finding: Finding, counterBehind: boolean): Promise<void> {
  switch (finding.kind) {
    case 'repeated_id':
      return giveOwnId(finding);
    case 'orphaned_profile':
      await UserProfile.destroy({ where: { id: finding.profileId } });
      return;
    case 'duplicate_profiles':
      await UserProfile.destroy({ where: { id: [...finding.removedProfileIds] } });
      await change(finding.keptProfileId, finding.taken);
      return;
    case 'department_gone':
      return change(finding.profileId, { departmentId: null });
    case 'blank_portal_id':
    case 'duplicate_portal_id':
      return change(finding.profileId, { mainPortalId: null });
    case 'untrimmed_portal_id':
      return change(finding.profileId, { mainPortalId: finding.after });
    case 'unkeyed_portal_id':
      return change(finding.profileId, { mainPortalId: finding.before });
    case 'missing_profile':
      return createProfile(finding.userId, counterBehind);
    case 'wrong_engine':
      return moveToInnodb(finding);
    case 'missing_primary_key':
      return restorePrimaryKey();
    case 'counter_behind':
      return raiseCounter(finding);
    case 'missing_constraint':
      return restoreConstraint(finding);
  }
}
