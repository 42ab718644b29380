import { ComplaintType } from '../../../models/complaint-type.ts';
import { Status } from '../../../models/status.ts';
import { textKey } from '../../../models/text.ts';
import { ConflictError } from '../../../errors.ts';
import { recordCreated } from '../../records/record-change.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { ImportRun } from '../import-run.ts';
import { Numbers, type Numbered } from '../numbers.ts';
import type { Person } from '../people.ts';
import type { Ids } from '../reference.ts';
import { categoryOf } from '../status-category.ts';
import { flagIn, idIn, textIn } from '../clean.ts';
import type { StatusHere } from '../story/dossier.ts';

/** What all complaints are moved by. */
export interface Ground {
  readonly run: ImportRun;
  readonly people: ReadonlyMap<number, Person>;
  readonly byName: ReadonlyMap<string, Person | null>;
  readonly types: Ids;
  /** The type of what has none. */
  readonly otherTypeId: number;
  readonly statuses: ReadonlyMap<number, StatusHere>;
  readonly byCode: ReadonlyMap<string, StatusHere>;
  readonly numbers: Readonly<
    Record<'complaints' | 'remarks' | 'status_changes' | 'feedback' | 'attachments', Numbers>
  >;
  /** Words that the search knows. */
  readonly words: Set<string>;
}

/** The first of several who are called the same is nobody. */
function peopleByName(people: ReadonlyMap<number, Person>): Map<string, Person | null> {
  const names = new Map<string, Person | null>();
  for (const person of people.values()) {
    const key = textKey(person.name);
    const other = names.get(key);
    names.set(key, other === undefined || other?.id === person.id ? person : null);
  }
  return names;
}

const hereOf = ({ id, name, category, code }: Status): StatusHere => ({ id, name, category, code });

/** Statuses by their numbers there; of a dry run those, too, that are not written. */
async function statusesOf(run: ImportRun, ids: Ids): Promise<Pick<Ground, 'statuses' | 'byCode'>> {
  const rows = (await Status.findAll()).map(hereOf);
  const byCode = new Map(rows.flatMap((row) => (row.code === null ? [] : [[row.code, row] as const])));
  if (!byCode.has('open') || !byCode.has('resolved'))
    throw new ConflictError('The portal has no statuses yet. Run: npm run portal -- seed');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const there = run.source.has('complaints_status') ? await run.source.all('complaints_status') : [];
  const planned = there.map((row): [number, StatusHere] => {
    const [sourceId, name] = [idIn(row, 'id') ?? 0, textIn(row, 'name')];
    const id = ids.get(sourceId) ?? 0;
    const category = categoryOf(name, flagIn(row, 'is_closed', false));
    return [sourceId, byId.get(id) ?? { id, name, category, code: null }];
  });
  return { statuses: new Map(planned), byCode };
}

async function otherType({ by, dryRun }: ImportRun): Promise<number> {
  const types = await ComplaintType.findAll({ order: [['id', 'ASC']] });
  const other = types.find(({ name }) => textKey(name) === 'other');
  if (other !== undefined || dryRun) return other?.id ?? 0;
  return inTransaction(async () => {
    const made = await ComplaintType.create({ name: 'Other' });
    await recordCreated(by, made);
    return made.id;
  });
}

/** Prepares to move complaints. */
export async function groundOf(
  run: ImportRun,
  people: ReadonlyMap<number, Person>,
  reference: ReadonlyMap<string, Ids>,
): Promise<Ground> {
  const numbersOf = async (table: Numbered, source: string) =>
    new Numbers(table, await run.source.highestId(source));
  const none: Ids = new Map();
  return {
    run,
    people,
    byName: peopleByName(people),
    types: reference.get('complaints_complainttype') ?? none,
    otherTypeId: await otherType(run),
    ...(await statusesOf(run, reference.get('complaints_status') ?? none)),
    numbers: {
      complaints: await numbersOf('complaints', 'complaints_complaint'),
      remarks: await numbersOf('remarks', 'complaints_remark'),
      attachments: await numbersOf('attachments', 'complaints_fileattachment'),
      status_changes: new Numbers('status_changes', 0),
      feedback: new Numbers('feedback', 0),
    },
    words: new Set(),
  };
}
