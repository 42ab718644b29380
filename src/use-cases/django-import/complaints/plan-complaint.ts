import type { Changes } from '../../../journal/events.ts';
import type { Ledger } from '../ledger.ts';
import { idIn, momentIn, type SourceRow } from '../clean.ts';
import { endsOf, textsOf, type Ends, type Texts } from '../complaint-values.ts';
import type { Person } from '../people.ts';
import type { Dossier, StatusHere, Telling } from '../story/dossier.ts';
import { storyOf, type Step, type Story } from '../story/story.ts';
import { filesOf, type FileOf } from './plan-files.ts';
import type { Ground } from './ground.ts';
import type { Batch } from './read-dossiers.ts';
import { keyOf, RowFates } from './row-fates.ts';

const UNSOLVED: ReadonlySet<string> = new Set(['new', 'open', 'pending']);
const ABOUT = 'Complaints that are not quite as they were';

/** A complaint of the old portal as it will be here. */
export interface PlannedComplaint {
  readonly dossier: Dossier;
  readonly reporter: Person;
  readonly assignee: Person | undefined;
  readonly typeId: number;
  readonly status: StatusHere;
  readonly texts: Texts;
  readonly ends: Ends;
  readonly story: Story;
  readonly files: readonly FileOf[];
  readonly fates: RowFates;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

function momentsOf(
  { row, history, remarks }: Dossier,
  { run }: Ground,
): { createdAt: Date; changedAt: Date } {
  const others = [
    ...history.map((one) => momentIn(one, 'changed_at')),
    ...remarks.map((one) => momentIn(one, 'created_at')),
  ];
  const known = others.filter((moment) => moment !== undefined).map((moment) => moment.getTime());
  const stored = momentIn(row, 'created_at');
  const earliest = known.length > 0 ? new Date(Math.min(...known)) : undefined;
  const createdAt = stored ?? earliest ?? momentIn(row, 'updated_at') ?? run.now;
  const changedAt = momentIn(row, 'updated_at') ?? createdAt;
  return { createdAt, changedAt: changedAt < createdAt ? createdAt : changedAt };
}

function tellingOf(
  ground: Ground,
  { row }: Dossier,
  moments: ReturnType<typeof momentsOf>,
  fates: RowFates,
): Telling {
  const { people, statuses, byCode, byName } = ground;
  const nobody: Person = { id: 0, name: '', isStaff: false, isAssignable: false };
  const reporter = people.get(idIn(row, 'user_id') ?? 0) ?? nobody;
  const isOver = momentIn(row, 'resolved_at') !== undefined;
  const otherwise = byCode.get(isOver ? 'resolved' : 'open');
  const present = statuses.get(idIn(row, 'status_id') ?? 0) ?? otherwise;
  if (present === undefined) throw new Error('there is no status to begin with');
  return { reporter, people, statuses, present, byCode, byName, ...moments, fates };
}

/** Whoever has it there, if they can have it here; what is over stays with whoever had it. */
function assigneeOf({ people }: Ground, row: SourceRow, present: StatusHere) {
  const person = people.get(idIn(row, 'assigned_to_id') ?? 0);
  const stays = person === undefined || person.isAssignable || !UNSOLVED.has(present.category);
  return stays ? { assignee: person, left: undefined } : { assignee: undefined, left: person };
}

/** The step that takes it back from somebody who cannot have complaints. */
function takenBack({ run, byCode }: Ground, { present }: Telling, left: Person): Step | undefined {
  const to = byCode.get('open');
  if (to === undefined) return undefined;
  const named = ({ id, name }: StatusHere | Person) => ({ id, name });
  const changes: Changes = {
    assignee: { from: named(left), to: null },
    ...(present.id === to.id ? {} : { status: { from: named(present), to: named(to) } }),
  };
  return {
    at: run.now,
    by: undefined,
    move: { from: present, to, note: `No longer assigned to ${left.name}` },
    sources: [],
    name: 'complaint.unassigned',
    details: { because: 'left', changes },
  };
}

function tellDefects(
  { types, statuses, people }: Ground,
  { id, row }: Dossier,
  story: Story,
  ledger: Ledger,
): void {
  if (!types.has(idIn(row, 'type_id') ?? 0))
    ledger.note(ABOUT, `#${id}: its type does not exist; it is “Other” here`);
  if (!statuses.has(idIn(row, 'status_id') ?? 0)) ledger.note(ABOUT, `#${id}: its status does not exist`);
  if (momentIn(row, 'created_at') === undefined) ledger.note(ABOUT, `#${id}: when it was filed is not known`);
  const assignee = idIn(row, 'assigned_to_id');
  if (assignee !== undefined && !people.has(assignee)) ledger.note(ABOUT, `#${id}: whoever had it is gone`);
  const doubtful = story.steps.filter(({ isDoubtful }) => isDoubtful === true).length;
  if (doubtful > 0)
    ledger.note(
      'Complaints whose history names the reporter for what one of the staff must have done',
      `#${id}: ${doubtful} ${doubtful === 1 ? 'step' : 'steps'}`,
    );
}

/** Whether whoever reported it is anybody here. */
export function hasReporter({ people }: Ground, { row }: Dossier): boolean {
  return people.has(idIn(row, 'user_id') ?? 0);
}

/**
 * Decides all about one complaint, and writes nothing.
 *
 * @param ledger is told what somebody should know of it.
 */
export async function planComplaint(
  ground: Ground,
  dossier: Dossier,
  { known }: Batch,
  ledger: Ledger,
): Promise<PlannedComplaint> {
  const { id, row } = dossier;
  const fates = new RowFates();
  const moments = momentsOf(dossier, ground);
  const telling = tellingOf(ground, dossier, moments, fates);
  const told = storyOf(dossier, telling);
  const { assignee, left } = assigneeOf(ground, row, telling.present);
  const back = left && takenBack(ground, telling, left);
  if (left !== undefined)
    ledger.note(
      'Open complaints of people who cannot have any here, and are nobody’s now',
      `#${id}, of ${left.name}`,
    );
  const story = back === undefined ? told : { ...told, steps: [...told.steps, back] };
  const texts = textsOf(row, id, ledger);
  tellDefects(ground, dossier, story, ledger);
  const { createdAt, changedAt: updatedAt } = moments;
  const whole = texts.whole;
  const isKnown = (source: { table: string; id: number }) => known.has(keyOf(source));
  const reporterId = telling.reporter.id;
  return {
    dossier,
    reporter: telling.reporter,
    assignee,
    typeId: ground.types.get(idIn(row, 'type_id') ?? 0) ?? ground.otherTypeId,
    status: back?.move?.to ?? telling.present,
    texts,
    ends: endsOf(row, telling.present, told, updatedAt),
    story,
    files: await filesOf(ground, dossier, {
      steps: story.steps,
      fates,
      whole,
      createdAt,
      reporterId,
      isKnown,
    }),
    fates,
    createdAt,
    updatedAt,
  };
}
