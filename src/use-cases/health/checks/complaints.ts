import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { Complaint } from '../../../models/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { statusesByCategory } from '../../complaints/queue/queue-filter.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';
import { spanInWords } from '../words.ts';

/** How long a complaint may be nobody's, in milliseconds. */
const UNASSIGNED_MS = DAY_MS;

async function aboutOverdue(now: Date): Promise<Finding> {
  const count = await Complaint.count({ where: { dueAt: { [Op.lte]: now } } });
  if (count === 0) return { level: 'ok', text: 'No complaint is overdue.' };
  return {
    level: 'warning',
    text: `${counted(count, 'complaint is', 'complaints are')} overdue.`,
    advice: 'See who has them, and whether they need more hands.',
    list: { resource: 'complaints', filters: { view: 'overdue' } },
  };
}

async function aboutUnassigned(now: Date): Promise<Finding> {
  const statuses = await statusesByCategory();
  const statusId = UNSOLVED.flatMap((category) => statuses.get(category) ?? []);
  const oldest = await Complaint.findOne({
    attributes: ['createdAt'],
    where: { statusId, assigneeId: null },
    order: [['createdAt', 'ASC']],
    raw: true,
  });
  if (oldest === null) return { level: 'ok', text: 'Somebody has each that is open.' };
  const age = now.getTime() - new Date(oldest.createdAt).getTime();
  const text = `The oldest that nobody has was filed ${spanInWords(age)} ago.`;
  if (age < UNASSIGNED_MS) return { level: 'ok', text };
  const list = { resource: 'complaints', filters: { view: 'unassigned' } };
  return { level: 'warning', text, advice: 'Assign it, or let an assignment rule do so.', list };
}

/** Whether complaints are looked after in time. */
export const complaintsCheck: Check = {
  name: 'complaints',
  label: 'Complaints',
  group: 'work',
  async run() {
    const now = presentMoment();
    return [await aboutOverdue(now), await aboutUnassigned(now)];
  },
};
