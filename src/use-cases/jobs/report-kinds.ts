import type { JobKind } from '../../jobs/job-kind.ts';
import { HOUR_MS, MINUTE_MS } from '../../durations.ts';
import { CHECKING, checkFigures } from '../reports/counting/check-figures.ts';
import { followComplaints } from '../reports/counting/follow-complaints.ts';
import { endLostRuns } from '../reports/saved/end-lost-runs.ts';
import { makeReport } from '../reports/saved/make-report.ts';
import { pruneReportRuns } from '../reports/saved/prune-report-runs.ts';
import { startDueReports } from '../reports/saved/start-due-reports.ts';
import { MAKING } from '../reports/saved/start-report.ts';

/** The kinds of job that count, and that make reports; hours and days are meant in the time zone. */
export const reportKinds = (timeZone: string): readonly JobKind[] => [
  {
    kind: 'figures.follow',
    label: 'Count the days anew on which something happened to complaints',
    everyMs: MINUTE_MS,
    run: (_payload, { signal }) => followComplaints(signal, timeZone),
  },
  {
    kind: CHECKING,
    label: 'Compare the daily figures with the complaints, and put right what differs',
    everyMs: 24 * HOUR_MS,
    run: (payload, { signal }) => checkFigures(payload, signal, timeZone),
  },
  {
    kind: MAKING,
    label: 'Make the file of a report',
    run: (payload, { signal }) => makeReport(payload, timeZone, signal),
  },
  {
    kind: 'reports.start-due',
    label: 'Have reports made whose time has come, and end those whose job was given up',
    everyMs: 10 * MINUTE_MS,
    run: async (_payload, { signal }) =>
      (await endLostRuns(signal)) + (await startDueReports(signal, timeZone)),
  },
  {
    kind: 'reports.prune',
    label: 'Remove what was made of reports long ago',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => pruneReportRuns(signal),
  },
];
