import { RecordsTable, useQueryParams, useSelectedRecords } from 'adminjs';
import type { ActionProps } from 'adminjs';
import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useListPlace } from '../parts/list-place.ts';
import { Pages } from '../parts/pages.tsx';
import { useScrollPlace } from '../parts/scroll-place.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { ListViews } from '../parts/list-views.tsx';
import { usePrintedList } from '../parts/use-printed-list.ts';
import { useListPage, type ViewsMeta } from '../parts/use-list-page.ts';

/** A resource's list: search, table, pages. */
export default function RecordList({ resource, setTag }: ActionProps): ReactNode {
  const { page: loaded, isLoading, reload } = useListPage<ViewsMeta>(resource.id);
  const shown = usePrintedList<ViewsMeta, typeof loaded>(resource.id, loaded);
  const { total = 0, page = 1, perPage = 20, direction = 'asc', sortBy } = shown?.meta ?? {};
  const records = shown?.records ?? [];
  const { selectedRecords, handleSelect, handleSelectAll, setSelectedRecords } = useSelectedRecords(records);
  const { storeParams } = useQueryParams();
  const location = useLocation();
  useListPlace();
  useScrollPlace(shown !== undefined);
  // Until it is known there is none to tell.
  useEffect(() => setTag?.(shown === undefined ? '' : String(total)), [shown === undefined, total]);
  useEffect(() => {
    if (selectedRecords.length > 0) setSelectedRecords([]);
  }, [resource.id, location.search, loaded]);
  return (
    <div className={`p-card p-list-${resource.id}`}>
      <ListViews resource={resource} meta={shown?.meta} />
      <SearchBox resource={resource} />
      <FilterBar resource={resource} />
      <RecordsTable
        resource={resource}
        records={records}
        actionPerformed={() => reload()}
        onSelect={handleSelect}
        onSelectAll={handleSelectAll}
        selectedRecords={selectedRecords}
        direction={direction}
        isLoading={isLoading}
        {...(sortBy === undefined ? {} : { sortBy })}
      />
      <Pages
        page={page}
        perPage={perPage}
        total={total}
        onChange={(chosen) => storeParams({ page: String(chosen) })}
      />
    </div>
  );
}
