import type { ReactElement } from 'react';
import {
  OWN_VIEWS,
  type OwnComplaints,
  type OwnPage,
  type OwnView,
} from '../../use-cases/complaints/steps/own-complaint.ts';
import { SearchForm } from './search-form.tsx';

const NAMES: Readonly<Record<OwnView, string>> = { all: 'All', open: 'Open', closed: 'Closed' };

/** What part of the list an address shows. */
interface ListPart {
  readonly view: OwnView;
  readonly search: string;
  readonly page?: OwnPage;
}

/** The address of a part of the list. */
export function listAddress({ view, search, page = 1 }: ListPart): string {
  const query = new URLSearchParams();
  if (view !== 'all') query.set('show', view);
  if (search !== '') query.set('q', search);
  if (page !== 1) query.set('page', String(page));
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  xlsx: 'Excel (XLSX)',
  excel: 'CSV for Excel',
  csv: 'CSV',
  jsonl: 'JSON lines',
};

/** The list as it is shown, all of its pages, as a file. */
function ExportLinks(part: ListPart): ReactElement {
  const [, query] = listAddress(part).split('?');
  return (
    <details className="export">
      <summary>Export</summary>
      <ul>
        {Object.entries(FORMATS).map(([format, name]) => (
          <li key={format}>
            <a href={`/complaints/export?format=${format}${query === undefined ? '' : `&${query}`}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Views({ list, view, search }: ListPart & { list: OwnComplaints }): ReactElement {
  return (
    <nav className="views" aria-label="Which complaints">
      <ul>
        {OWN_VIEWS.map((one) => (
          <li key={one}>
            <a href={listAddress({ view: one, search })} aria-current={one === view ? 'true' : undefined}>
              {NAMES[one]} <span className="count">{list.counts[one]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The search and the choice between open and closed. */
export function ListTools({ list, view, search }: ListPart & { list: OwnComplaints }): ReactElement {
  return (
    <>
      <div className="list-tools">
        <Views list={list} view={view} search={search} />
        <SearchForm
          action="/"
          label="Search my complaints"
          placeholder="Number, words or “a phrase”"
          search={search}
          kept={view === 'all' ? {} : { show: view }}
        />
        {list.total > 0 && <ExportLinks view={view} search={search} />}
      </div>
      {search !== '' && (
        <p className="found" role="status">
          {list.total === 1 ? '1 complaint' : `${list.total} complaints`} found for{' '}
          <strong dir="auto">{search}</strong>
          {list.more === true && ', among the newest ones'} ·{' '}
          <a href={listAddress({ view, search: '' })}>Show all again</a>
        </p>
      )}
    </>
  );
}
