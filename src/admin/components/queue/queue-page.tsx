import { NoRecords, useTranslation, type ActionProps } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { stillThere } from '../bulk/select-range.ts';
import { Pages } from '../parts/pages.tsx';
import type { ColumnName } from './columns.tsx';
import { QueueTable } from './queue-table.tsx';
import { keepPlaces } from './places.ts';
import { usePrintedList } from '../parts/use-printed-list.ts';
import type { QueueMeta, useQueue } from './use-queue.ts';

/** How many rows a page can have; the server allows no more. */
const PAGE_SIZES = [20, 50, 100];

const NOTHING: ReadonlySet<string> = new Set();

interface QueuePageProps extends Pick<ActionProps, 'resource'> {
  readonly page: NonNullable<ReturnType<typeof useQueue>['page']>;
  readonly columns: readonly ColumnName[];
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** What is ticked, for as long as the same list is shown. */
function useTicked({ page }: QueuePageProps, search: string) {
  const ticked = useState<ReadonlySet<string>>(NOTHING);
  const [, setTicked] = ticked;
  useEffect(() => setTicked(NOTHING), [search]);
  // What was done with the ticked ones may be followed by something else.
  useEffect(() => setTicked((before) => stillThere(before, page.records)), [page]);
  return ticked;
}

type FootProps = Pick<QueuePageProps, 'page'> & { readonly turn: (name: string, value: number) => void };

function Foot({ page: { meta }, turn }: FootProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <footer className="p-q-foot">
      <Pages
        page={meta.page}
        perPage={meta.perPage}
        total={meta.total}
        more={meta.more}
        pages={meta.pages}
        onChange={(chosen) => turn('page', chosen)}
      />
      <label className="p-page-size">
        {translateLabel('pageSize', 'complaints')}{' '}
        <select value={meta.perPage} onChange={({ target }) => turn('perPage', Number(target.value))}>
          {[...new Set([...PAGE_SIZES, meta.perPage])]
            .toSorted((a, b) => a - b)
            .map((size) => (
              <option key={size}>{size}</option>
            ))}
        </select>
      </label>
    </footer>
  );
}

/** The complaints of one page, what can be done with several of them, and the way to the others. */
export function QueuePage(props: QueuePageProps): ReactNode {
  const { resource, page, columns, isLoading, reload } = props;
  const { records, meta } = page;
  const printed = usePrintedList<QueueMeta, typeof page>(resource.id, page);
  const { search } = useLocation();
  const navigate = useNavigate();
  const [selected, setSelected] = useTicked(props, search);
  useEffect(() => keepPlaces(page.search, records), [page]);
  const turn = (name: string, value: number): void => {
    const query = new URLSearchParams(search);
    if (name !== 'page') query.delete('page');
    query.set(name, String(value));
    navigate({ search: query.toString() });
  };
  return (
    <div className="p-q-card">
      {records.length === 0 ? (
        <NoRecords resource={resource} />
      ) : (
        <QueueTable
          resource={resource}
          records={printed.records}
          columns={columns}
          sortBy={meta.sortBy}
          direction={meta.direction}
          isLoading={isLoading}
          selectable={meta.bulk.length > 0}
          selected={selected}
          onSelect={setSelected}
          onDone={reload}
        />
      )}
      <Foot page={printed} turn={turn} />
      <BulkBar
        meta={meta}
        search={page.search}
        records={records}
        selected={selected}
        onSelect={setSelected}
        onChanged={reload}
      />
    </div>
  );
}
