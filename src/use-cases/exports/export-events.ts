import { Op } from 'sequelize';
import { JournalEvent } from '../../models/journal-event.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { eventConditions, eventListInput, listEvents, MOST_EVENTS } from '../journal/list-events.ts';
import type { ShownEvent } from '../journal/present-event.ts';
import { parseInput } from '../parse-input.ts';
import { exportSource, type ExportColumn, type ExportSource } from './export-source.ts';

const changesOf = ({ changes }: ShownEvent): string =>
  changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join('\n');

const COLUMNS: readonly ExportColumn<ShownEvent>[] = [
  { key: 'id', label: 'No.', kind: 'number', cell: ({ id }) => id },
  { key: 'at', label: 'When', kind: 'moment', cell: ({ at }) => new Date(at) },
  { key: 'who', label: 'Who', cell: ({ who }) => who },
  { key: 'what', label: 'What', width: 32, cell: ({ what }) => what },
  { key: 'subject', label: 'Record', width: 32, cell: ({ subject }) => subject },
  { key: 'complaintId', label: 'Complaint', kind: 'number', cell: ({ complaintId }) => complaintId },
  { key: 'origin', label: 'Through', width: 12, cell: ({ origin }) => origin },
  { key: 'address', label: 'Address', cell: ({ address }) => address },
  { key: 'changes', label: 'Changes', width: 60, cell: changesOf, json: ({ changes }) => changes },
  {
    key: 'notes',
    label: 'Besides',
    width: 60,
    cell: ({ notes }) => notes.join('\n'),
    json: ({ notes }) => notes,
  },
  { key: 'requestId', label: 'Request', width: 38, cell: ({ requestId }) => requestId },
];

async function* pages(actor: Actor, input: object): AsyncGenerator<readonly ShownEvent[]> {
  let after: number | null | undefined;
  do {
    const from = after === undefined ? {} : { after };
    const { events, next }: Awaited<ReturnType<typeof listEvents>> = await listEvents(actor, {
      ...input,
      ...from,
      limit: MOST_EVENTS,
    });
    yield events;
    after = next;
  } while (after !== null);
}

/**
 * The audit log as it is filtered, to be written out, the newest first.
 *
 * @throws ForbiddenError; InvalidInputError for unknown filters.
 */
export async function exportEvents(actor: Actor, input: object): Promise<ExportSource> {
  authorize(journalPolicy, actor, 'list');
  const conditions = await eventConditions(parseInput(eventListInput, input));
  const count = await JournalEvent.count({
    where: { [Op.and]: [journalPolicy.visibleTo(actor), ...conditions] },
  });
  // What is told from now on, this export first, is none of it.
  const newest = await JournalEvent.max<number | null, JournalEvent>('id');
  const items = pages(actor, input);
  const known = async function* () {
    for await (const some of items) yield some.filter(({ id }) => id <= (newest ?? 0));
  };
  return exportSource({ list: 'events', title: 'Audit log', count }, COLUMNS, known());
}
