import { Loader } from '@adminjs/design-system';
import { RecordsTable, useSelectedRecords, useTranslation, type ActionProps } from 'adminjs';
import { useEffect, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useListPlace } from '../parts/list-place.ts';
import { Pages } from '../parts/pages.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useQueue } from './use-queue.ts';
import { readableCount, Views } from './views.tsx';
import { siteUrl } from '../parts/site-url.ts';

/** How many rows a page can have; the server allows no more. */
const PAGE_SIZES = [20, 50, 100];

/** The queue: ready-made views, search, what there is to do, and pages. */
export default function ComplaintQueue({ resource, setTag }: ActionProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { page, isLoading, reload } = useQueue();
  const records = page?.records ?? [];
  const { selectedRecords, handleSelect, handleSelectAll, setSelectedRecords } = useSelectedRecords(records);
  const { search } = useLocation();
  const navigate = useNavigate();
  useListPlace();
  useEffect(() => {
    if (selectedRecords.length > 0) setSelectedRecords([]);
  }, [page]);
  useEffect(() => {
    if (page) setTag?.(readableCount({ count: page.meta.total, more: page.meta.more }));
  }, [page]);
  const turn = (name: string, value: number): void => {
    const query = new URLSearchParams(search);
    if (name !== 'page') query.delete('page');
    query.set(name, String(value));
    navigate({ search: query.toString() });
  };
  if (!page) return isLoading ? <Loader /> : null;
  const { meta } = page;
  return (
    <div className="p-card p-queue">
      <Views views={meta.views} present={meta.view} />
      <div className="p-queue-tools">
        <SearchBox resource={resource} />
        <a className="p-button" href={siteUrl('/complaints/new')}>
          {translateButton('newComplaint', resource.id)}
        </a>
      </div>
      <RecordsTable
        resource={resource}
        records={records}
        actionPerformed={reload}
        onSelect={handleSelect}
        onSelectAll={handleSelectAll}
        selectedRecords={selectedRecords}
        direction={meta.direction}
        isLoading={isLoading}
        {...(meta.sortBy === undefined ? {} : { sortBy: meta.sortBy })}
      />
      <Pages
        page={meta.page}
        perPage={meta.perPage}
        total={meta.total}
        onChange={(chosen) => turn('page', chosen)}
      />
      <label className="p-page-size">
        {translateLabel('pageSize', resource.id)}{' '}
        <select value={meta.perPage} onChange={({ target }) => turn('perPage', Number(target.value))}>
          {[...new Set([...PAGE_SIZES, meta.perPage])]
            .toSorted((a, b) => a - b)
            .map((size) => (
              <option key={size}>{size}</option>
            ))}
        </select>
      </label>
    </div>
  );
}
