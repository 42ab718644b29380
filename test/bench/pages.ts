import { Op, fn, col, literal } from 'sequelize';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { AMC_ID, FIRST_REPORTER_ID } from './load-data.ts';
import { COMMON_WORD, RARE_WORD } from './texts.ts';

/** A page that is asked for again and again. */
export interface Page {
  readonly name: string;
  /** Who asks. */
  readonly userId: number;
  readonly path: string;
  /** A list or a search, for which the time is limited; what else is measured is told. */
  readonly isList: boolean;
  /** A person may ask so often and no more: it is not asked on several connections. */
  readonly isLimited?: boolean;
  /** A program asks, with a token. */
  readonly isApi?: boolean;
}

const ENGINEER_ID = AMC_ID + 1;
/** Half typed, as it is asked for. */
const TITLE = encodeURIComponent('The label printer in the warehouse prints blank pa');
const VIEWS = ['unassigned', 'mine', 'waiting', 'overdue', 'resolved', 'all'];
/** What is looked for: among what is unsolved, where nothing else is said, and among all. */
const SEARCHES = [
  ['rare word', RARE_WORD],
  ['common word', COMMON_WORD],
  ['phrase', '"does not start"'],
  ['two words', `${COMMON_WORD} laboratory`],
] as const;

function queue(name: string, query: Readonly<Record<string, string>>, userId = AMC_ID): Page {
  // As the panel's own pages ask.
  const search = new URLSearchParams({ ...query, packed: '1' }).toString();
  const path = `/admin/api/resources/complaints/actions/list?${search}`;
  return { name, userId, path, isList: true };
}

/** Somebody who reported about as much as most. */
async function usualReporter(): Promise<number> {
  const [row] = (await Complaint.findAll({
    attributes: ['reporterId'],
    where: { reporterId: { [Op.gt]: FIRST_REPORTER_ID } },
    group: ['reporterId'],
    order: [
      [fn('ABS', literal('COUNT(*) - 60')), 'ASC'],
      [col('reporter_id'), 'ASC'],
    ],
    limit: 1,
    raw: true,
  })) as { reporterId: number }[];
  return row?.reporterId ?? FIRST_REPORTER_ID;
}

/** Every page that is measured, on the data that is there. */
export async function pages(): Promise<Page[]> {
  const usual = await usualReporter();
  const own = await Complaint.findOne({
    where: { reporterId: usual },
    order: [['id', 'DESC']],
    rejectOnEmpty: true,
  });
  const worked = await Complaint.findOne({
    where: { resolvedAt: { [Op.ne]: null } },
    order: [['id', 'DESC']],
    rejectOnEmpty: true,
  });
  const printer = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
  const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
  const portal = (name: string, userId: number, path: string, isList = true) => ({
    name,
    userId,
    path,
    isList,
  });
  return [
    queue('queue, first page', {}),
    ...VIEWS.map((view) =>
      queue(`view: ${view}`, { 'filters.view': view }, view === 'mine' ? ENGINEER_ID : AMC_ID),
    ),
    queue('queue, last page', { page: '999999' }),
    queue('queue by urgency', { sortBy: 'urgency', direction: 'desc' }),
    queue('filter: type and urgency', {
      'filters.typeId': String(printer.id),
      'filters.urgency': 'critical',
    }),
    queue('filter: department and unsolved', {
      'filters.departmentId': String(hr.id),
      'filters.category': 'new,open',
    }),
    queue('filter: frequent part of the title', { 'filters.title': 'prints blank' }),
    queue('filter: part of no title', { 'filters.title': 'chandelier' }),
    ...SEARCHES.map(([name, search]) => queue(`search: ${name}`, { 'filters.search': search })),
    ...SEARCHES.map(([name, search]) =>
      queue(`search in all: ${name}`, { 'filters.search': search, 'filters.view': 'all' }),
    ),
    { ...queue('users, 100 rows', {}), path: '/admin/api/resources/users/actions/list?perPage=100&packed=1' },
    { ...queue('panel, first page', {}), path: '/admin/api/dashboard' },
    { ...queue('panel, first page of a year', {}), path: '/admin/api/dashboard?period=last-12-months' },
    portal('panel, complaint', AMC_ID, `/admin/api/resources/complaints/records/${worked.id}/show`, false),
    portal('portal, own complaints', usual, '/'),
    portal('portal, own of who reports most', FIRST_REPORTER_ID, '/'),
    portal('portal, own closed ones', usual, '/?show=closed'),
    portal('portal, search', usual, `/?q=${COMMON_WORD}`),
    portal('portal, complaint', usual, `/complaints/${own.id}`, false),
    { ...portal('FAQ, fitting a title', usual, `/faq/fitting?title=${TITLE}`, false), isLimited: true },
    portal('FAQ, first page', usual, '/faq', false),
    portal('FAQ, search', usual, `/faq?q=${COMMON_WORD}`, false),
    { ...portal('API, list of 50', AMC_ID, '/api/v1/complaints'), isApi: true },
    {
      ...portal('API, list of 50 by cursor', AMC_ID, `/api/v1/complaints?cursor=n${worked.id}`),
      isApi: true,
    },
    { ...portal('API, complaint', AMC_ID, `/api/v1/complaints/${worked.id}`, false), isApi: true },
    portal('report of a year, page', AMC_ID, '/admin/api/pages/reports?period=last-12-months', false),
  ];
}
