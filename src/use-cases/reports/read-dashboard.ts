import { presentMoment } from '../../database/present-moment.ts';
import { can, type Actor, type Person } from '../../policies/actor.ts';
import { queueChoices } from '../complaints/queue/queue-choices.ts';
import { portalZone } from '../targets/portal-zone.ts';
import { openSource } from './counting/source.ts';
import type { Dashboard } from './figures.ts';
import { readOwnWork } from './own-work.ts';
import { answer } from './read-report.ts';
import { readPiles } from './piles.ts';
import { readQuestion } from './report-input.ts';
import { seesAllFigures } from '../../policies/report.ts';
import { readStanding } from './standing.ts';

const isPerson = (actor: Actor): actor is Person => actor.id !== null;

/**
 * The figures of the panel's first page: one's own work for those who have complaints, and all that happens for those who
 * may see the figures of all.
 *
 * @param input as `readReport` takes it; the filters hold for how things stand as well.
 * @throws InvalidInputError with what is wrong at its field; ForbiddenError where the work of others is asked for by
 *   somebody who may not see it.
 */
export async function readDashboard(
  actor: Actor,
  input: unknown = {},
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<Dashboard> {
  const source = await openSource(now, timeZone);
  const works = isPerson(actor) && can(actor, 'complaints.work') && actor.isAssignable;
  const own = works ? await readOwnWork(source, actor, now) : null;
  if (!seesAllFigures(actor)) {
    if (works) await readQuestion(actor, input, source.today);
    return { own, standing: null, report: null, choices: null };
  }
  const question = await readQuestion(actor, input, source.today);
  const choices = await queueChoices(actor);
  const piles = await readPiles(question.filters, now, source.today, timeZone);
  const { departments, types, assignees: engineers } = choices;
  return {
    own,
    standing: await readStanding(source, piles, question.filters),
    report: await answer(question, { source, piles, choices }),
    choices: { departments, types, engineers },
  };
}
