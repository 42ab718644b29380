import type { Model } from 'sequelize';
import type { Changes } from '../../journal/events.ts';
import { isChanged } from '../../journal/row-changes.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { apiClientPolicy } from '../../policies/api-client.ts';
import { authorize, found } from '../../policies/policy.ts';
import { indexReporter } from '../complaints/search/index-reporter.ts';
import { changeRights } from '../groups/change-rights.ts';
import { changeMembership, groupsOf, requireGroups } from '../groups/membership.ts';
import { parseInput } from '../parse-input.ts';
import { lockUsers } from '../people/lock-users.ts';
import { updateRecord } from '../records/update-record.ts';
import { revokeTokensOf } from '../tokens/revoke-token.ts';
import { apiClientChanges } from './api-client-input.ts';
import { apiClientNoun } from './api-client-noun.ts';
import { refuseGrants } from './refuse-grants.ts';

interface Program {
  readonly name?: string | undefined;
  readonly groupIds?: readonly number[] | undefined;
  readonly takesWork?: boolean | undefined;
  readonly isActive?: boolean | undefined;
}

async function changeGroups(actor: Actor, id: number, wanted: readonly number[]): Promise<Changes> {
  await requireGroups(wanted);
  const present = (await groupsOf([id])).get(id) ?? new Set<number>();
  // What somebody else gave it stays; more of that is given by nobody who lacks it.
  await refuseGrants(
    actor,
    wanted.filter((groupId) => !present.has(groupId)),
  );
  return changeMembership(id, present, wanted, 'set');
}

function flagChange(user: User, field: 'isActive' | 'takesWork', to: boolean | undefined): Changes {
  const from = user[field];
  return to === undefined || to === from ? {} : { [field]: { from, to } };
}

/** Changes the user behind a client; returns what is told of it. */
async function changeProgram(actor: Actor, user: User, program: Program): Promise<Changes> {
  const { name, groupIds, takesWork, isActive } = program;
  const told = {
    ...flagChange(user, 'isActive', isActive),
    ...flagChange(user, 'takesWork', takesWork),
    ...(groupIds === undefined ? {} : await changeGroups(actor, user.id, groupIds)),
  };
  if (name !== undefined) user.firstName = name;
  const isRenamed = user.changed('firstName');
  if (!isRenamed && !isChanged(told)) return {};
  user.set({ isActive: isActive ?? user.isActive, takesWork: takesWork ?? user.takesWork });
  await user.set({ version: user.version + 1 }).save();
  if (!user.isActive) await revokeTokensOf(actor, user.id);
  if (isRenamed) await indexReporter(user);
  return told;
}

/**
 * Changes what is given of an API client. Its tokens are revoked as it is deactivated; what its groups give it, and no
 * more, its tokens may from their next request on.
 *
 * @param version the one that was read; undefined: whatever is there.
 * @throws NotFoundError, ForbiddenError, StaleError; InvalidInputError at the fields, for added groups too that may what
 *   the actor may not.
 */
export async function updateApiClient(
  actor: Actor,
  id: number,
  input: unknown,
  version?: number,
): Promise<Model> {
  authorize(apiClientPolicy, actor, 'update');
  const { name, purpose, ...rest } = parseInput(apiClientChanges, input);
  const own = { ...(name === undefined ? {} : { name }), ...(purpose === undefined ? {} : { purpose }) };
  return changeRights(actor, async () => {
    const client = await updateRecord(actor, apiClientNoun, id, own, version, async () =>
      changeProgram(actor, found((await lockUsers([id]))[0]), { name, ...rest }),
    );
    return { result: client, concerned: [id] };
  });
}
