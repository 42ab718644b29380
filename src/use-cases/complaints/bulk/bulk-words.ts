import { ComplaintType } from '../../../models/complaint-type.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { BulkStepName } from './bulk-steps.ts';

interface Said {
  readonly assigneeId?: number;
  readonly assigneeIds?: readonly number[];
  readonly urgency?: string;
  readonly typeId?: number;
}

async function person(id: number | undefined): Promise<string> {
  return (await User.findByPk(id, { attributes: NAME_COLUMNS }))?.displayName ?? 'somebody';
}

async function type(id: number | undefined): Promise<string> {
  return (await ComplaintType.findByPk(id, { attributes: ['name'] }))?.name ?? 'another';
}

const WORDS: Readonly<Record<BulkStepName, (said: Said) => string | Promise<string>>> = {
  assign: async ({ assigneeId }) => `assigned to ${await person(assigneeId)}`,
  spread: async ({ assigneeIds = [] }) =>
    assigneeIds.length === 1
      ? `assigned to ${await person(assigneeIds[0])}`
      : `spread over ${assigneeIds.length} people`,
  unassign: () => 'unassigned',
  urgency: ({ urgency = '' }) => `given the urgency ${urgency}`,
  type: async ({ typeId }) => `given the type ${await type(typeId)}`,
  resolve: () => 'resolved',
  reject: () => 'rejected',
  putBackAssignee: () => 'put back as before',
  putBackUrgency: () => 'put back as before',
};

/** What is done with the complaints of a run, as it goes on after "3 complaints were". */
export async function bulkWords({
  step,
  input,
}: {
  readonly step: string;
  readonly input: string;
}): Promise<string> {
  const words = Object.hasOwn(WORDS, step) ? WORDS[step as BulkStepName] : undefined;
  return (await words?.(JSON.parse(input) as Said)) ?? 'changed';
}

/** How many complaints there are of each kind of outcome. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  readonly kept: number;
  readonly refused: number;
  /** Not looked at, because the run was stopped. */
  readonly stopped: number;
}

const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** How far a run is, or what became of it, as people read it. */
export function summaryOf(
  { total, done, kept, refused, stopped }: Tally,
  told: string,
  isDone: boolean,
): string {
  const noun = total === 1 ? 'complaint' : 'complaints';
  if (!isDone) return `${done + kept + refused} of ${total} ${noun} so far: ${told}`;
  const those =
    done === 0 ? 'No complaint was' : `${done} ${done === 1 ? 'complaint was' : 'complaints were'}`;
  const sentences = [
    `${those} ${told}.`,
    ...(kept > 0 ? [`${kept} ${were(kept)} so already.`] : []),
    ...(refused > 0 ? [`${refused} ${were(refused)} not.`] : []),
    ...(stopped > 0 ? [`Stopped: ${stopped} ${were(stopped)} left as before.`] : []),
  ];
  return sentences.join(' ');
}
