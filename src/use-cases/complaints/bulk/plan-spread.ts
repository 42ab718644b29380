import { Op } from 'sequelize';
import { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import { selectOnce } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { authorize } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { holdersOf } from '../../people/holders-of.ts';
import { assignablePeople, type AssignablePerson } from '../steps/assignable-people.ts';
import { BULK_STEPS } from './bulk-steps.ts';
import { chosenComplaints, selectionInput, type Chosen } from './chosen-complaints.ts';
import { spreadEvenly, type Work } from './spread-evenly.ts';

/** How complaints are spread. */
interface SpreadPlan {
  /** Who gets which complaint. */
  readonly takers: ReadonlyMap<number, number>;
  /** Complaints that stay with whom they are. */
  readonly kept: ReadonlySet<number>;
  /** Each with the open work that they have and will have. */
  readonly people: readonly (AssignablePerson & { readonly after: number })[];
}

/** Those of the chosen that can be assigned, in their order. */
async function spreadable(actor: Actor, chosen: readonly Chosen[]): Promise<Work[]> {
  const unsolved = await Status.findAll({ attributes: ['id'], where: { category: [...UNSOLVED] } });
  const rows = await Complaint.findAll({
    attributes: ['id', 'assigneeId'],
    where: {
      [Op.and]: [complaintPolicy.visibleTo(actor), { id: chosen.map(({ id }) => id) }],
      statusId: unsolved.map(({ id }) => id),
    },
    raw: true,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return chosen.flatMap(({ id }) => byId.get(id) ?? []);
}

async function takersOf(actor: Actor, assigneeIds: readonly number[]): Promise<AssignablePerson[]> {
  const wanted = new Set(assigneeIds);
  const takers = (await assignablePeople(actor)).filter(({ id }) => wanted.has(id));
  if (takers.length === wanted.size) return takers;
  throw new InvalidInputError({ assigneeIds: 'Somebody of these cannot be assigned any more. Choose anew.' });
}

/**
 * Plans who gets which of the chosen complaints so that the open work of these people is as even as can be afterwards.
 *
 * @throws ForbiddenError; InvalidInputError at `assigneeIds` when somebody cannot be assigned.
 */
export async function planOf(
  actor: Actor,
  chosen: readonly Chosen[],
  assigneeIds: readonly number[],
): Promise<SpreadPlan> {
  const people = await takersOf(actor, assigneeIds);
  const work = await spreadable(actor, chosen);
  const own = (id: number) => work.filter(({ assigneeId }) => assigneeId === id).length;
  const takers = people.map(({ id, openLoad }) => ({ id, load: openLoad - own(id) }));
  const plan = spreadEvenly(takers, work);
  const kept = work.filter(({ id, assigneeId }) => plan.get(id) === assigneeId).map(({ id }) => id);
  const given = [...plan.values()];
  return {
    takers: plan,
    kept: new Set(kept),
    people: people.map((person, place) => ({
      ...person,
      after: (takers[place]?.load ?? 0) + given.filter((id) => id === person.id).length,
    })),
  };
}

/** What is shown before complaints are spread. */
export interface ShownPlan {
  /** All whom work can be given to; `after` is null for those who get none of these. */
  readonly people: readonly (AssignablePerson & { readonly after: number | null })[];
  /** How many get somebody else. */
  readonly moved: number;
  readonly kept: number;
  /** How many cannot be assigned as they are now. */
  readonly left: number;
}

const planInput = z.object({
  selection: selectionInput,
  /** Default: those who work on complaints and do not assign them. */
  assigneeIds: BULK_STEPS.spread.said.shape.assigneeIds.optional(),
});

/** Those of these people who direct no others; all where there are no such. */
async function whoWork(people: readonly AssignablePerson[]): Promise<number[]> {
  const directing = await selectOnce<{ user_id: number }>(holdersOf('complaints.assign'));
  const ids = people.map(({ id }) => id);
  const working = ids.filter((id) => !directing.some((one) => one.user_id === id));
  return working.length > 0 ? working : ids;
}

/**
 * The load of each person before and after the chosen complaints would be spread; nothing is written.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function planSpread(actor: Actor, input: unknown, timeZone?: string): Promise<ShownPlan> {
  authorize(complaintPolicy, actor, 'bulk');
  const { assigneeIds, selection } = parseInput(planInput, input);
  const everybody = await assignablePeople(actor);
  const chosen = await chosenComplaints(actor, selection, timeZone);
  const plan = await planOf(actor, chosen, assigneeIds ?? (await whoWork(everybody)));
  const after = new Map(plan.people.map((person) => [person.id, person.after]));
  return {
    people: everybody.map((person) => ({ ...person, after: after.get(person.id) ?? null })),
    moved: plan.takers.size - plan.kept.size,
    kept: plan.kept.size,
    left: chosen.length - plan.takers.size,
  };
}
