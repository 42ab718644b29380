import { boundList } from '../../database/select.ts';
import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { shownStatus } from '../../policies/shown-status.ts';
import { statusesByCategory } from '../complaints/queue/queue-filter.ts';
import { matchOwn } from '../complaints/search/match-complaints.ts';
import { ownComplaints, type OwnComplaint, type OwnView } from '../complaints/steps/own-complaint.ts';
import { exportSource, type ExportColumn, type ExportSource } from './export-source.ts';

/** Rows that are read at once. */
const SIZE = 200;

const COLUMNS: readonly ExportColumn<OwnComplaint>[] = [
  { key: 'id', label: 'No.', kind: 'number', cell: ({ id }) => id },
  { key: 'title', label: 'Title', width: 48, cell: ({ title }) => title },
  { key: 'status', label: 'Status', width: 18, cell: ({ status }) => shownStatus(status) },
  { key: 'urgency', label: 'Urgency', width: 12, cell: ({ urgency }) => urgency },
  { key: 'type', label: 'Type', width: 18, cell: ({ type }) => type },
  { key: 'filedAt', label: 'Filed', kind: 'moment', cell: ({ createdAt }) => createdAt },
  { key: 'lastActivityAt', label: 'Last activity', kind: 'moment', cell: (row) => row.lastActivityAt },
  { key: 'lastAnswerBy', label: 'Last answer by', cell: ({ lastAnswer }) => lastAnswer?.author },
  {
    key: 'lastAnswerAt',
    label: 'Last answer',
    kind: 'moment',
    cell: ({ lastAnswer }) => lastAnswer?.createdAt,
  },
];

/** The numbers of what the list shows, in its order; one person's complaints are few. */
async function numbersOf(person: Person, view: OwnView, search: string): Promise<number[]> {
  const found = search === '' ? undefined : (await matchOwn(person.id, search)).ids;
  const closed = new Set((await statusesByCategory()).get('closed'));
  const rows = await Complaint.findAll({
    attributes: ['id', 'statusId'],
    where: { reporterId: person.id, ...(found === undefined ? {} : { id: [...found] }) },
    order: [['id', 'DESC']],
    raw: true,
  });
  const left = rows.filter(({ statusId }) => view === 'all' || closed.has(statusId) === (view === 'closed'));
  const ids = left.map(({ id }) => id);
  return found === undefined ? ids : found.filter((id) => ids.includes(id));
}

async function* lines(person: Person, ids: readonly number[]): AsyncGenerator<readonly OwnComplaint[]> {
  for (let start = 0; start < ids.length; start += SIZE) {
    const some = ids.slice(start, start + SIZE);
    const { places, bind } = boundList(some);
    const rows = await ownComplaints(person.id, `AND c.id IN (${places})`, bind);
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield some.flatMap((id) => byId.get(id) ?? []);
  }
}

/** What somebody filed, as their list in the portal shows it, all of its pages, to be written out. */
export async function exportOwnComplaints(
  person: Person,
  view: OwnView,
  search: string,
): Promise<ExportSource> {
  const ids = await numbersOf(person, view, search);
  const named = { list: 'own complaints', title: 'My complaints', count: ids.length };
  return exportSource(named, COLUMNS, lines(person, ids));
}
