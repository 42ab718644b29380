import { InvalidInputError } from '../../errors.ts';
import { followingComplaints } from '../../use-cases/complaints/queue/following-complaints.ts';
import { listComplaints } from '../../use-cases/complaints/queue/list-complaints.ts';
import { wholeNumber } from '../../use-cases/whole-number.ts';
import { route, type Call } from '../route.ts';
import { pageOf, paging } from '../shapes.ts';
import { textQuery } from '../text-query.ts';
import { complaintSummary } from './complaint-shapes.ts';
import { QUEUE_FIELDS, sortOf } from './queue-fields.ts';
import { presentSummary } from './present-complaint.ts';

const query = textQuery(QUEUE_FIELDS, paging);
const row = wholeNumber('', 1);

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: unknown;
  readonly search?: unknown;
}

type Input = Parameters<typeof followingComplaints>[1];

/** Whether the list is in the order of the numbers, which reaches every row. */
const isByNumber = (asked: Asked) => sortOf(asked) === 'number';

function read(cursor: string, mark: 'n' | 'p'): number {
  const { data } = row.safeParse(cursor.startsWith(mark) ? cursor.slice(1) : '');
  if (data === undefined) throw new InvalidInputError({ cursor: 'This is no cursor of this list.' });
  return data;
}

/** By number: the next page begins after a complaint, so that none is left out while others are filed. */
async function byNumber({ actor, settings }: Call, { limit, cursor, sort: _sort, ...asked }: Asked) {
  const { timeZone } = settings;
  const input = { ...asked, pageSize: limit } as Input;
  if (cursor !== undefined) {
    const after = read(cursor, 'n');
    const { rows, next } = await followingComplaints(actor, { ...input, after }, undefined, timeZone);
    return { rows, total: null, more: false, next: next === null ? null : `n${next}` };
  }
  const { rows, total } = await listComplaints(actor, { ...input, sort: 'number' }, undefined, timeZone);
  const last = rows.length < limit ? undefined : rows.at(-1)?.id;
  return { rows, total: total.count, more: total.more, next: last === undefined ? null : `n${last}` };
}

/** In any other order pages are counted, and reach as far as those of the panel. */
async function byPage({ actor, settings }: Call, { limit, cursor, ...asked }: Asked) {
  const page = cursor === undefined ? 1 : read(cursor, 'p');
  const input = { ...asked, page, pageSize: limit } as Input;
  const found = await listComplaints(actor, input, undefined, settings.timeZone);
  if (found.page !== page) return { rows: [], total: null, more: false, next: null };
  const next = page < found.pages ? `p${page + 1}` : null;
  return { rows: found.rows, total: found.total.count, more: found.total.more, next };
}

/** The list of complaints. */
export const complaintListRoutes = [
  route({
    method: 'get',
    path: '/complaints',
    tag: 'Complaints',
    summary: 'List complaints',
    description:
      'Those that whoever asks may see: staff their own and those that they follow. The newest first; in the order of `number` (which is meant without `sort` and `search`) pages reach every row and none comes twice, however many are filed meanwhile. Filters of several values take them with commas between.',
    query,
    answer: pageOf(complaintSummary),
    async handle(call) {
      const asked = call.query as object as Asked;
      const page = await (isByNumber(asked) ? byNumber(call, asked) : byPage(call, asked));
      return {
        data: page.rows.map(presentSummary),
        total: page.total,
        totalIsLimit: page.more,
        next: page.next,
      };
    },
  }),
];
