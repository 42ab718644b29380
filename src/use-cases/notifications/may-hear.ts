import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { newsKind, type NewsKindName } from '../../notifications/kinds.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { loadActor } from '../people/load-actor.ts';

function seen(person: Person, complaintId: number): Promise<Complaint | null> {
  const where = { [Op.and]: [{ id: complaintId }, complaintPolicy.visibleTo(person)] };
  return Complaint.findOne({ attributes: ['id', 'reporterId', 'assigneeId'], where });
}

/** Whether this person may see this complaint. */
export async function seesComplaint(person: Person, complaintId: number): Promise<boolean> {
  return (await seen(person, complaintId)) !== null;
}

/** Whether a kind of news about a complaint may reach this person: they see the complaint, and notes if it tells of one. */
export async function mayHear(
  person: Person,
  kind: NewsKindName,
  complaintId: number | null,
): Promise<boolean> {
  if (complaintId === null) return true;
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
