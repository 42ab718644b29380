import { Op, type WhereOptions } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { lastAnswers, type LastAnswer } from './last-answers.ts';
import { summaryOf, summaryParts, type ComplaintSummary } from './present-complaint.ts';
import { statusesByCategory } from './queue-filter.ts';

/** Complaints on one page of the list. */
const PAGE_SIZE = 20;

/** Which of the own complaints are listed. */
export const OWN_VIEWS = ['all', 'open', 'closed'] as const;
export type OwnView = (typeof OWN_VIEWS)[number];

/** An own complaint with what was last said to its reporter. */
export interface OwnComplaint extends ComplaintSummary {
  readonly lastActivityAt: Date;
  readonly lastAnswer: LastAnswer | null;
  /** The last answer came after the reporter last looked. */
  readonly isUnread: boolean;
}

/** One page of somebody's own complaints. */
export interface OwnComplaints {
  readonly complaints: readonly OwnComplaint[];
  readonly total: number;
  /** How many each view has. */
  readonly counts: Readonly<Record<OwnView, number>>;
  readonly page: number;
  readonly pages: number;
}

function present(complaint: Complaint, lastAnswer: LastAnswer | null): OwnComplaint {
  const { lastActivityAt, reporterSeenAt } = complaint;
  const isUnread = lastAnswer !== null && (!reporterSeenAt || lastAnswer.createdAt > reporterSeenAt);
  return { ...summaryOf(complaint), lastActivityAt, lastAnswer, isUnread };
}

async function conditions(person: Person): Promise<Record<OwnView, WhereOptions>> {
  const reporterId = person.id;
  const closed = (await statusesByCategory()).get('closed') ?? [];
  return {
    all: { reporterId },
    open: { reporterId, statusId: { [Op.notIn]: closed } },
    closed: { reporterId, statusId: closed },
  };
}

/** What the person filed, the newest first; a page beyond the last is the last. */
export async function listOwnComplaints(
  person: Person,
  page = 1,
  view: OwnView = 'all',
): Promise<OwnComplaints> {
  const where = await conditions(person);
  const all = await Complaint.count({ where: where.all });
  const closed = await Complaint.count({ where: where.closed });
  const counts = { all, open: all - closed, closed };
  const pages = Math.max(1, Math.ceil(counts[view] / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await Complaint.findAll({
    where: where[view],
    include: summaryParts,
    order: [['id', 'DESC']],
    limit: PAGE_SIZE,
    offset: (shown - 1) * PAGE_SIZE,
  });
  const answers = await lastAnswers(
    rows.map(({ id }) => id),
    person.id,
  );
  const complaints = rows.map((row) => present(row, answers.get(row.id) ?? null));
  return { complaints, total: counts[view], counts, page: shown, pages };
}
