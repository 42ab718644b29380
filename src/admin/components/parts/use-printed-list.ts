import type { RecordJSON } from 'adminjs';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'react-router';
import { unpackList } from './packed-list.ts';
import { MOST_PRINTED, useBeforePrint } from './printing.ts';
import { askList, type ListPage, type PageMeta } from './use-list-page.ts';

/** The server gives no more at once. */
const AT_ONCE = 100;

/** All rows of the list that the address shows, as far as they are printed. */
async function readRows(resourceId: string, search: string): Promise<RecordJSON[]> {
  // A row that moved to another page meanwhile is on the paper once.
  const rows = new Map<string, RecordJSON>();
  for (let page = 1, last = 1; page <= last; page += 1) {
    const query = new URLSearchParams(search);
    query.set('page', String(page));
    query.set('perPage', String(AT_ONCE));
    const { list, meta } = await askList(resourceId, query);
    for (const record of unpackList(list)) rows.set(record.id, record);
    last = Math.ceil(Math.min(meta.total, MOST_PRINTED) / AT_ONCE);
  }
  return [...rows.values()];
}

/** The page of a list; while it is printed, all of its pages in one. */
export function usePrintedList<Meta extends PageMeta, Page extends ListPage<Meta> | undefined>(
  resourceId: string,
  page: Page,
): Page {
  const { search } = useLocation();
  const [rows, setRows] = useState<RecordJSON[]>();
  const load = async (): Promise<void> => {
    if (page === undefined) return;
    if (page.search === search && page.meta.total <= page.records.length) return;
    const read = await readRows(resourceId, search);
    flushSync(() => setRows(read));
  };
  useBeforePrint(load, () => setRows(undefined));
  if (page === undefined || rows === undefined) return page;
  return { ...page, records: rows, meta: { ...page.meta, page: 1, perPage: rows.length } };
}
