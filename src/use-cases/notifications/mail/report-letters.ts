import { readDay } from '../../../look/chart/read-days.ts';
import type { LetterWriter } from './compose-letter.ts';

/** Where a run is shown: a page, since a browser that comes from a mail is given no file of the panel. */
const pageOf = (site: string, runId: unknown): string => `${site}/admin/pages/reports?run=${String(runId)}`;

/** Of which days a report is, as a sentence; nothing in letters of a version that did not say it. */
function daysOf(from: unknown, to: unknown): string {
  if (typeof from !== 'string' || typeof to !== 'string') return '';
  return ` It is of ${from === to ? readDay(from) : `${readDay(from)} to ${readDay(to)}`}.`;
}

/** Tells that a report was made by the clock. */
export const writeReportMade: LetterWriter = ({ details: { name, runId, from, to }, site }) => ({
  heading: `${String(name)} is made`,
  paragraphs: [`A report of which you are told is made.${daysOf(from, to)} Its file is kept for 90 days.`],
  links: [{ label: 'Open the report', href: pageOf(site, runId) }],
});

/** Tells that a report was not made by the clock, and why. */
export const writeReportFailed: LetterWriter = ({ details: { name, runId, reason }, site }) => ({
  heading: `${String(name)} could not be made`,
  paragraphs: [
    'A report that you keep, or of which you are told, should have been made by the clock.',
    String(reason),
  ],
  links: [{ label: 'Open the reports', href: pageOf(site, runId) }],
});
