import { presentMoment } from '../../database/present-moment.ts';
import type { Actor } from '../../policies/actor.ts';
import { queueChoices } from '../complaints/queue/queue-choices.ts';
import { portalZone } from '../targets/portal-zone.ts';
import type { Filters } from './counting/read-figures.ts';
import { openSource, type Source } from './counting/source.ts';
import type { Dashboard } from './figures.ts';
import { readOwnWork } from './own-work.ts';
import { answer } from './read-report.ts';
import { readPiles } from './piles.ts';
import { readQuestion } from './report-input.ts';
import { hasOwnWork, seesAllFigures } from '../../policies/report.ts';
import { readStanding } from './standing.ts';

/** For those who neither work on complaints nor see the figures of all. */
const NOTHING: Dashboard = { own: null, standing: null, report: null, choices: null };

const EVERYTHING: Filters = { department: null, type: null, engineer: null };

const isNarrowed = ({ department, type, engineer }: Filters): boolean =>
  department !== null || type !== null || engineer !== null;

/** What is unsolved, of all or of one engineer; of 0: what nobody has. */
const pilesOf = ({ today, timeZone }: Source, now: Date, engineer: number | null) =>
  readPiles({ ...EVERYTHING, engineer }, now, today, timeZone);

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
  if (!seesAllFigures(actor)) {
    if (!hasOwnWork(actor)) return NOTHING;
    await readQuestion(actor, input, source.today);
    const { id } = actor;
    const [theirs, free] = [await pilesOf(source, now, id), await pilesOf(source, now, 0)];
    return { ...NOTHING, own: await readOwnWork(source, actor, [...theirs, ...free]) };
  }
  const question = await readQuestion(actor, input, source.today);
  const choices = await queueChoices(actor);
  const { departments, types, assignees: engineers } = choices;
  const all = await pilesOf(source, now, null);
  const piles = isNarrowed(question.filters)
    ? await readPiles(question.filters, now, source.today, timeZone)
    : all;
  return {
    own: hasOwnWork(actor) ? await readOwnWork(source, actor, all) : null,
    standing: await readStanding(source, piles, question.filters),
    report: await answer(question, { source, piles, choices }),
    choices: { departments, types, engineers },
  };
}
