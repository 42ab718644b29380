import type { Complaint } from '../../../models/complaint.ts';
import { lastAnswers, type LastAnswer } from '../conversation/last-answers.ts';
import { summaryOf, type ComplaintSummary } from '../conversation/present-complaint.ts';

/** Complaints on one page of the list. */
export const PAGE_SIZE = 20;

/** Which of the own complaints are listed. */
export const OWN_VIEWS = ['all', 'open', 'closed'] as const;
export type OwnView = (typeof OWN_VIEWS)[number];

/** An own complaint with what was last said to its reporter. */
export interface OwnComplaint extends ComplaintSummary {
  readonly lastActivityAt: Date;
  readonly lastAnswer: LastAnswer | null;
  /** The last answer is none of what the reporter saw when they last looked. */
  readonly isUnread: boolean;
}

/** One page of somebody's own complaints. */
export interface OwnComplaints {
  readonly complaints: readonly OwnComplaint[];
  readonly total: number;
  /** How many each view has. */
  readonly counts: Readonly<Record<OwnView, number>>;
  /** More were found than are listed. */
  readonly more?: boolean;
  readonly page: number;
  readonly pages: number;
}

function present(complaint: Complaint, lastAnswer: LastAnswer | null): OwnComplaint {
  const { lastActivityAt, reporterSeenEventId } = complaint;
  const isUnread = lastAnswer !== null && lastAnswer.eventId > (reporterSeenEventId ?? 0);
  return { ...summaryOf(complaint), lastActivityAt, lastAnswer, isUnread };
}

/** Complaints that were loaded with `summaryParts`, as their reporter's list shows them. */
export async function ownComplaints(rows: readonly Complaint[], reporterId: number): Promise<OwnComplaint[]> {
  const answers = await lastAnswers(
    rows.map(({ id }) => id),
    reporterId,
  );
  return rows.map((row) => present(row, answers.get(row.id) ?? null));
}
