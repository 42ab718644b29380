import { literal, Op, where, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { URGENCIES } from '../../../models/complaint.ts';
import { Status, STATUS_CATEGORIES, type StatusCategory } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { keptShortly } from '../../../journal/kept.ts';
import { dayOrMoment, within } from '../../records/listing/filters.ts';
import { rowId } from '../steps/step-input.ts';
import { departmentCondition } from './department-condition.ts';
import { figureCondition, figureFilters } from './figure-filters.ts';
import { removedCondition, removedFilter } from './removed-filter.ts';

/** The ready-made views of the queue. */
export const QUEUE_VIEWS = [
  'mine',
  'unassigned',
  'open',
  'waiting',
  'due',
  'overdue',
  'resolved',
  'all',
] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

const UNSOLVED_INDEX = 'complaints_unsolved_urgency';
/** Where what a view shows is found, which is little beside all that was solved: no database guesses that by itself. */
export const VIEW_INDEXES: Readonly<Partial<Record<QueueView, string>>> = {
  mine: UNSOLVED_INDEX,
  unassigned: UNSOLVED_INDEX,
  open: UNSOLVED_INDEX,
  waiting: UNSOLVED_INDEX,
  overdue: 'complaints_due_at',
};

const CHOOSE = 'Choose from the list.';
const MOST = 100;
const several = <T extends z.ZodType>(value: T) =>
  z.array(value).max(MOST, `Choose at most ${MOST}.`).default([]);
const moment = dayOrMoment.optional();

/** Filters of the queue; several values of one filter mean any of them, an empty one means no filter. */
export const queueFilters = z.object({
  ids: several(rowId),
  /** A part of the title. */
  title: z.string('This is not a text.').max(255, 'This is too long for a title.').default(''),
  statusIds: several(rowId),
  categories: several(z.enum(STATUS_CATEGORIES, CHOOSE)),
  typeIds: several(rowId),
  urgencies: several(z.enum(URGENCIES, CHOOSE)),
  /** `none` finds what nobody has. */
  assigneeIds: several(z.union([z.literal('none'), rowId], CHOOSE)),
  reporterIds: several(rowId),
  /** `none` finds what people without a department reported. */
  departmentIds: several(z.union([z.literal('none'), rowId], CHOOSE)),
  /** The first and the last day or moment of filing. */
  createdFrom: moment,
  createdTo: moment,
  /** The first and the last day or moment of the last activity. */
  activeFrom: moment,
  activeTo: moment,
  /** The first and the last day or moment at which something of it is due. */
  dueFrom: moment,
  dueTo: moment,
  overdue: z.boolean('This is yes or no.').optional(),
  removed: removedFilter,
  ...figureFilters,
});

export type QueueFilters = z.output<typeof queueFilters>;

/** The moments that views go by. */
export interface Times {
  readonly now: Date;
  /** What is due until then is due soon. */
  readonly soon: Date;
}

/** Ids of all statuses by category; there are few, and an index needs the ids themselves. */
export function statusesByCategory(): Promise<ReadonlyMap<StatusCategory, readonly number[]>> {
  return keptShortly('statuses by category', readStatuses);
}

async function readStatuses(): Promise<Map<StatusCategory, number[]>> {
  const rows = await Status.findAll({ attributes: ['id', 'category'], raw: true });
  const all = new Map<StatusCategory, number[]>(STATUS_CATEGORIES.map((category) => [category, []]));
  for (const { id, category } of rows) all.get(category)?.push(id);
  return all;
}

/** Ids of statuses by category. */
export type Statuses = Awaited<ReturnType<typeof statusesByCategory>>;

const idsOf = (statuses: Statuses, categories: readonly StatusCategory[]): number[] =>
  categories.flatMap((category) => statuses.get(category) ?? []);

/** Only where the clock runs is anything due. */
const overdue = (now: Date): WhereOptions => ({ dueAt: { [Op.lte]: now } });

/** What a ready-made view shows. */
export function viewCondition(view: QueueView, actor: Actor, statuses: Statuses, times: Times): WhereOptions {
  switch (view) {
    case 'unassigned':
      return { assigneeId: null, statusId: idsOf(statuses, UNSOLVED) };
    case 'mine':
      return { assigneeId: actor.id ?? 0, statusId: idsOf(statuses, UNSOLVED) };
    case 'open':
      return { statusId: idsOf(statuses, UNSOLVED) };
    case 'waiting':
      return { statusId: idsOf(statuses, ['pending']) };
    case 'due':
      return { dueAt: { [Op.gt]: times.now, [Op.lte]: times.soon } };
    case 'overdue':
      return overdue(times.now);
    case 'resolved':
      return { statusId: idsOf(statuses, ['resolved']) };
    default:
      return {};
  }
}

function assigneeCondition(chosen: QueueFilters['assigneeIds']): WhereOptions {
  const ids = chosen.filter((id): id is number => id !== 'none');
  const either: WhereOptions[] = anyOf('assigneeId', ids);
  if (ids.length < chosen.length) either.push({ assigneeId: null });
  return { [Op.or]: either };
}

function anyOf(column: string, values: readonly (number | string)[]): WhereOptions[] {
  return values.length > 0 ? [{ [column]: [...values] }] : [];
}

/** The indexes know urgencies by their rank, which grows with them. */
function urgencyCondition(urgencies: QueueFilters['urgencies']): WhereOptions[] {
  if (urgencies.length === 0) return [];
  const ranks = urgencies.map((urgency) => URGENCIES.indexOf(urgency) + 1);
  return [where(literal('urgency_rank'), { [Op.in]: ranks })];
}

/** What the filters leave of the complaints that the actor may see; the title is looked at afterwards. */
export async function filterCondition(
  filters: Omit<QueueFilters, 'title'>,
  actor: Actor,
  statuses: Statuses,
  now: Date,
  timeZone: string,
): Promise<WhereOptions> {
  const { categories, assigneeIds, departmentIds } = filters;
  const all: WhereOptions[] = [
    complaintPolicy.visibleTo(actor),
    ...anyOf('id', filters.ids),
    ...anyOf('statusId', filters.statusIds),
    ...anyOf('typeId', filters.typeIds),
    ...urgencyCondition(filters.urgencies),
    ...anyOf('reporterId', filters.reporterIds),
    ...within('createdAt', { from: filters.createdFrom, to: filters.createdTo }, timeZone),
    ...within('lastActivityAt', { from: filters.activeFrom, to: filters.activeTo }, timeZone),
    ...within('dueAt', { from: filters.dueFrom, to: filters.dueTo }, timeZone),
    ...removedCondition(filters.removed),
    ...(await figureCondition(filters, timeZone)),
  ];
  if (categories.length > 0) all.push({ statusId: idsOf(statuses, categories) });
  if (assigneeIds.length > 0) all.push(assigneeCondition(assigneeIds));
  if (departmentIds.length > 0)
    all.push(await departmentCondition(departmentIds.map((id) => (id === 'none' ? null : id))));
  if (filters.overdue !== undefined) {
    const inTime = { [Op.or]: [{ dueAt: null }, { dueAt: { [Op.gt]: now } }] };
    all.push(filters.overdue ? overdue(now) : inTime);
  }
  return { [Op.and]: all };
}

/** Whether anything is chosen that leaves complaints out. */
export function isChosen({
  view,
  ...filters
}: { readonly view: QueueView } & Omit<QueueFilters, 'title'>): boolean {
  return (
    view !== 'all' ||
    Object.values(filters).some(
      (value) => !(value === undefined || (Array.isArray(value) && value.length === 0)),
    )
  );
}
