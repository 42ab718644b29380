import { literal, Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { listingOf, queueInput } from '../queue/list-complaints.ts';
import { statusesByCategory } from '../queue/queue-filter.ts';
import { rowId, version } from '../steps/step-input.ts';

/** Most complaints with which a step is taken at once. */
export const MOST_AT_ONCE = 5000;

const tooMany = `Choose at most ${MOST_AT_ONCE.toLocaleString('en')} complaints at once.`;

/** Which complaints: those that were ticked, each as of the version that was shown, or all that a view shows. */
export const selectionInput = z
  .object({
    complaints: z
      .array(z.object({ id: rowId, version }))
      .min(1, 'Choose at least one complaint.')
      .max(MOST_AT_ONCE, tooMany)
      .optional(),
    view: queueInput.optional(),
    /** When the view was read: what was filed later was seen by nobody. */
    asOf: z.date('This is no moment.').optional(),
  })
  .refine(({ complaints, view }) => (complaints === undefined) !== (view === undefined), {
    path: ['complaints'],
    message: 'Choose at least one complaint.',
  });

export type Selection = z.output<typeof selectionInput>;

/** A complaint that was chosen. */
export interface Chosen {
  readonly id: number;
  readonly version: number | null;
}

async function viewed(
  actor: Actor,
  view: NonNullable<Selection['view']>,
  asOf: Date | undefined,
  timeZone: string,
  now: Date,
): Promise<Chosen[]> {
  const { where } = await listingOf(actor, view, now, timeZone, await statusesByCategory());
  const seen: WhereOptions = asOf === undefined ? {} : { createdAt: { [Op.lte]: asOf } };
  const found = await Complaint.findAll({
    attributes: ['id', 'version'],
    raw: true,
    where: { [Op.and]: [complaintPolicy.visibleTo(actor), where, seen] },
    order: [
      [literal('urgency_rank'), 'DESC'],
      ['id', 'ASC'],
    ],
    limit: MOST_AT_ONCE + 1,
  });
  if (found.length > MOST_AT_ONCE) throw new InvalidInputError({ complaints: tooMany });
  if (found.length === 0)
    throw new InvalidInputError({ complaints: 'This view has no complaints any more.' });
  return found;
}

/**
 * The complaints that were chosen, each once; those of a view are fixed from now on, the most pressing first.
 *
 * @throws InvalidInputError at `complaints` when a view has none or too many.
 */
export async function chosenComplaints(
  actor: Actor,
  { view, asOf, complaints = [] }: Selection,
  timeZone = 'UTC',
  now: Date = new Date(),
): Promise<readonly Chosen[]> {
  if (view !== undefined) return viewed(actor, view, asOf, timeZone, now);
  const each = new Map(complaints.map((one) => [one.id, one]));
  return [...each.values()].map(({ id, version: seen = null }) => ({ id, version: seen }));
}
