import type { ReactElement } from 'react';
import {
  OWN_VIEWS,
  type OwnComplaints,
  type OwnView,
} from '../../use-cases/complaints/steps/own-complaint.ts';

const NAMES: Readonly<Record<OwnView, string>> = { all: 'All', open: 'Open', closed: 'Closed' };

/** What part of the list an address shows. */
interface ListPart {
  readonly view: OwnView;
  readonly search: string;
  readonly page?: number;
}

/** The address of a part of the list. */
export function listAddress({ view, search, page = 1 }: ListPart): string {
  const query = new URLSearchParams();
  if (view !== 'all') query.set('show', view);
  if (search !== '') query.set('q', search);
  if (page > 1) query.set('page', String(page));
  return query.size === 0 ? '/' : `/?${query.toString()}`;
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
        <form className="search" role="search" method="get" action="/">
          {view !== 'all' && <input type="hidden" name="show" value={view} />}
          <label className="visually-hidden" htmlFor="q">
            Search my complaints
          </label>
          <input
            className="form-control"
            type="search"
            id="q"
            name="q"
            dir="auto"
            maxLength={500}
            placeholder="Number, words or “a phrase”"
            defaultValue={search}
          />
          <button type="submit" className="btn btn-outline-secondary">
            Search
          </button>
        </form>
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
