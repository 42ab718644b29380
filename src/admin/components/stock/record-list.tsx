import { RecordsTable, useQueryParams, useRecords, useSelectedRecords } from 'adminjs';
import type { ActionProps } from 'adminjs';
import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useListPlace } from '../parts/list-place.ts';
import { Pages } from '../parts/pages.tsx';
import { SearchBox } from '../parts/search-box.tsx';

/** A resource's list: search, table, pages. */
export default function RecordList({ resource, setTag }: ActionProps): ReactNode {
  const { records, loading, direction, sortBy, page, total, fetchData, perPage } = useRecords(resource.id);
  const { selectedRecords, handleSelect, handleSelectAll, setSelectedRecords } = useSelectedRecords(records);
  const { storeParams } = useQueryParams();
  const location = useLocation();
  useListPlace();
  useEffect(() => setTag?.(String(total)), [total]);
  useEffect(() => setSelectedRecords([]), [resource.id, location.search, records]);
  return (
    <div className="p-card">
      <SearchBox resource={resource} />
      <RecordsTable
        resource={resource}
        records={records}
        actionPerformed={() => void fetchData()}
        onSelect={handleSelect}
        onSelectAll={handleSelectAll}
        selectedRecords={selectedRecords}
        direction={direction}
        isLoading={loading}
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
