import { Op } from 'sequelize';
import { ConflictError } from '../../errors.ts';
import { ComplaintChange } from '../../models/complaint-change.ts';
import type { Complaint } from '../../models/complaint.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';

/** How many of the changes in between are told; whoever opened a form long ago reloads anyway. */
const TOLD = 3;

/** The columns of a person that it takes to show their name. */
export const NAME_COLUMNS = ['id', 'username', 'firstName', 'lastName'];

function ago(moment: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000);
  if (minutes < 1) return 'a moment ago';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

function sentence(change: ComplaintChange, actor: Actor, now: Date): string {
  const isOwn = actor.id !== null && change.changedById === actor.id;
  const who = isOwn ? 'you' : (change.changedBy?.displayName ?? 'the portal');
  return `${who} ${change.what} ${ago(change.createdAt, now)}`;
}

/**
 * Makes sure that the complaint is still as the person saw it.
 *
 * @param version the one that the form was opened with; undefined: whatever it is.
 * @throws ConflictError that names who did what in between, and when.
 */
export async function refuseIfChanged(
  complaint: Complaint,
  version: number | undefined,
  actor: Actor,
  now: Date,
): Promise<void> {
  if (version === undefined || version === complaint.version) return;
  const changes = await ComplaintChange.findAll({
    where: { complaintId: complaint.id, version: { [Op.gt]: version } },
    include: [{ model: User, as: 'changedBy', attributes: NAME_COLUMNS }],
    order: [['version', 'DESC']],
    limit: TOLD,
  });
  const told = changes.toReversed().map((change) => sentence(change, actor, now));
  const what = told.length > 0 ? `: ${told.join('; ')}` : '';
  throw new ConflictError(
    `This complaint has changed since you opened it${what}. Nothing of yours was saved; look at it anew, then repeat your step.`,
  );
}
