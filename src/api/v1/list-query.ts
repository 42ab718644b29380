import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { viewsOf, type Listing, type Values } from '../../use-cases/records/listing/listing.ts';
import { listRows } from '../../use-cases/records/listing/list-rows.ts';
import { given } from '../given.ts';
import type { Call } from '../route.ts';
import { paging } from '../shapes.ts';
import { textQuery } from '../text-query.ts';

/** What a filter is asked for, by its kind; a span by its two ends. */
function fieldsOf([name, { kind }]: [string, Listing['filters'][string]]): [string, z.ZodType][] {
  if (kind === 'flag') return [[name, z.boolean()]];
  if (kind === 'several') return [[name, z.array(z.string())]];
  if (kind === 'text') return [[name, z.string()]];
  const day = z.string().meta({ description: 'A day or a moment, such as 2026-01-31.' });
  return [
    [`${name}From`, day],
    [`${name}To`, day],
  ];
}

/** What a list can be asked for by an address. */
export function listQuery(listing: Listing) {
  const filters = Object.fromEntries(Object.entries(listing.filters).flatMap(fieldsOf));
  const views = viewsOf(listing);
  return textQuery(
    {
      ...filters,
      ...(views === undefined ? {} : { view: z.enum(Object.keys(views)) }),
      search: z.string(),
      sort: z.enum([...new Set([...listing.sortable, listing.order[0]])]),
      direction: z.enum(['asc', 'desc']),
    },
    paging,
  );
}

const OWN = new Set(['view', 'search', 'sort', 'direction', 'limit', 'cursor']);

/** The filters among what was asked for, as the list takes them. */
function filtersIn({ filters }: Listing, asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const chosen = Object.entries(asked).filter(([name, value]) => !OWN.has(name) && value !== undefined);
  const plain = chosen.filter(([name]) => name in filters);
  const spans = Object.keys(filters).flatMap((name) => {
    const ends = { from: asked[`${name}From`], to: asked[`${name}To`] };
    if (ends.from === undefined && ends.to === undefined) return [];
    return [[name, Object.fromEntries(Object.entries(ends).filter(([, end]) => end !== undefined))] as const];
  });
  return Object.fromEntries([...plain, ...spans]);
}

/** The list's own names of what is asked for here under others. */
const NAMES: Readonly<Record<string, string>> = { after: 'cursor', pageSize: 'limit' };

/** A refusal of the list, told at what was sent. */
function asAsked(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const fields = Object.entries(error.fields).map(([name, text]) => {
    const plain = name
      .replace(/^filters\./, '')
      .replace(/\.(from|to)$/, (_, end: string) => (end === 'from' ? 'From' : 'To'));
    return [NAMES[plain] ?? plain, text] as const;
  });
  return new InvalidInputError(Object.fromEntries(fields));
}

/** A page of a list with what is shown of each row. */
export async function listPage<Shown>(
  { actor, query, settings }: Call,
  listing: Listing,
  present: (row: Values) => Shown,
) {
  const asked = query as Readonly<Record<string, unknown>>;
  const { view, search, sort, direction, limit: pageSize, cursor: after } = asked;
  const input = { view, search, sort, direction, pageSize, after, filters: filtersIn(listing, asked) };
  const { rows, total, next } = await listRows(listing, actor, given(input), settings.timeZone).catch(
    (error: unknown) => {
      throw asAsked(error);
    },
  );
  return { data: rows.map(present), total, totalIsLimit: false, next };
}
