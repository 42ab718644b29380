import { presentMoment } from '../../database/present-moment.ts';
import { keptShortly } from '../../journal/kept.ts';
import type { Actor } from '../../policies/actor.ts';
import { queueChoices, type QueueChoices } from '../complaints/queue/queue-choices.ts';
import { portalZone } from '../targets/portal-zone.ts';
import { dayOfMoment } from './counting/days.ts';
import { readDays, readSum } from './counting/read-figures.ts';
import { openSource, type Source } from './counting/source.ts';
import { readEngineers } from './engineers.ts';
import type { Report, ReportChoices } from './figures.ts';
import { complaints, happened, listOf } from './lists.ts';
import { partsByStatus, partsOf } from './parts.ts';
import { readPiles, type Pile } from './piles.ts';
import { periodText, readQuestion, type Question } from './report-input.ts';
import { daysOf, openFigure, seriesOf, type Course } from './series.ts';
import { satisfactionOf, timesOf, type Basis } from './times.ts';
import { sumOf } from './piles.ts';
import { hideUncounted } from './uncounted.ts';

const namesOf = (choices: readonly { readonly id: number; readonly name: string }[]) =>
  new Map(choices.map(({ id, name }) => [id, name]));

function happenings({ days, filters, tally, before }: Basis): Pick<Report, 'filed' | 'resolved'> {
  const of = (what: 'filed' | 'resolved') =>
    complaints(tally.counts[what], listOf(filters, happened(what, days)), before?.counts[what]);
  return { filed: of('filed'), resolved: of('resolved') };
}

async function basisOf(source: Source, { days, before, filters }: Question): Promise<Basis> {
  const tally = await readSum(source, days, filters);
  return { days, filters, tally, before: before && (await readSum(source, before, filters)) };
}

/** What a report says beside its figures of the period. */
interface Surroundings {
  readonly source: Source;
  readonly piles: readonly Pile[];
  readonly choices: QueueChoices;
}

/** What a report is limited to, by name, so that a file of it says so. */
function onlyOf({ filters }: Question, choices: QueueChoices): Report['only'] {
  const nobody = { id: 0, name: 'None' };
  const of = (what: string, id: number | null, named: readonly { id: number; name: string }[]) =>
    id === null ? [] : [{ what, name: [nobody, ...named].find((one) => one.id === id)?.name ?? `#${id}` }];
  return [
    ...of('Department', filters.department, choices.departments),
    ...of('Type', filters.type, choices.types),
    ...of('Engineer', filters.engineer, choices.assignees),
  ];
}

/** Makes the report that answers a question. */
export async function answer(question: Question, { source, piles, choices }: Surroundings): Promise<Report> {
  const { days, before, step, filters, isOwn } = question;
  const basis = await basisOf(source, question);
  const counts = await readDays(source, daysOf(question, source.today), filters);
  const course: Course = { today: source.today, open: sumOf(piles, 'open'), counts };
  const { department: departmentId, type: typeId, engineer: engineerId } = filters;
  const departments = namesOf([...choices.departments, { id: 0, name: 'No department' }]);
  const report: Report = {
    period: periodText(days),
    before: before ? periodText(before) : null,
    step,
    filters: { departmentId, typeId, engineerId },
    only: onlyOf(question, choices),
    isOwn,
    at: presentMoment(),
    daysBeingCounted: source.beingCounted,
    uncountedTo: null,
    ...happenings(basis),
    open: openFigure(course, question),
    series: seriesOf(course, question),
    byStatus: partsByStatus(piles, choices.statuses, filters),
    byType: await partsOf(source, 'type', days, filters, namesOf(choices.types)),
    byDepartment: await partsOf(source, 'department', days, filters, departments),
    firstResponse: timesOf(basis, 'answered'),
    resolution: timesOf(basis, 'resolved'),
    satisfaction: satisfactionOf(basis),
    engineers: isOwn ? [] : await readEngineers(source, piles, question, choices.assignees),
  };
  return hideUncounted(report, source.uncounted);
}

/**
 * What happened in a period: for those who may see the figures of all, by their filters; for others who work on complaints,
 * of their own work.
 *
 * @throws InvalidInputError with what is wrong at its field; ForbiddenError for those who work on none, and where the work
 *   of others is asked for.
 */
export async function readReport(
  actor: Actor,
  input: unknown = {},
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<Report> {
  return (await readReportAndChoices(actor, input, now, timeZone)).report;
}

/** The same, with what it can be narrowed down to. */
export async function readReportAndChoices(
  actor: Actor,
  input: unknown = {},
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<{ readonly report: Report; readonly choices: ReportChoices }> {
  const question = await readQuestion(actor, input, dayOfMoment(now, timeZone));
  const choices = await queueChoices(actor);
  const report = await keptShortly(`report ${timeZone} ${JSON.stringify(question)}`, async () => {
    const source = await openSource(now, timeZone);
    const piles = await readPiles(question.filters, now, source.today, timeZone);
    return answer(question, { source, piles, choices });
  });
  const { departments, types, assignees } = choices;
  return { report, choices: { departments, types, engineers: report.isOwn ? [] : assignees } };
}
