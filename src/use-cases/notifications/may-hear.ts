import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { groupOf, NEWS_GROUPS, newsKind, type NewsKindName } from '../../notifications/kinds.ts';
import { can, type Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import type { Permission } from '../../policies/permissions.ts';
import { loadActor } from '../people/load-actor.ts';

function seen(person: Person, complaintId: number): Promise<Complaint | null> {
  const where = { [Op.and]: [{ id: complaintId }, complaintPolicy.visibleTo(person)] };
  return Complaint.findOne({ attributes: ['id', 'reporterId', 'assigneeId'], where });
}

/** Whether this person may see this complaint. */
export async function seesComplaint(person: Person, complaintId: number): Promise<boolean> {
  return (await seen(person, complaintId)) !== null;
}

/** Whether somebody has the right without which no news of this group comes. */
function mayEverHear(person: Person, kind: NewsKindName): boolean {
  const group: { readonly label: string; readonly needs?: Permission } = NEWS_GROUPS[groupOf(kind)];
  return group.needs === undefined || can(person, group.needs);
}

/** Whether a kind of news about a complaint may reach this person: they see the complaint, and notes if it tells of one. */
export async function mayHear(
  person: Person,
  kind: NewsKindName,
  complaintId: number | null,
): Promise<boolean> {
  if (complaintId === null) return mayEverHear(person, kind);
  const complaint = await seen(person, complaintId);
  if (complaint === null) return false;
  return newsKind(kind).isNote !== true || complaintPolicy.may(person, 'readNotes', complaint);
}

/** The active person with this id, if a kind of news about a complaint may reach them at this moment. */
export async function findHearer(
  personId: number,
  kind: NewsKindName,
  complaintId: number | null,
): Promise<Person | undefined> {
  const person = (await loadActor(personId))?.actor;
  return person !== undefined && (await mayHear(person, kind, complaintId)) ? person : undefined;
}
