import type { ReactElement } from 'react';
import type { OwnComplaints, OwnView } from '../../use-cases/complaints/steps/own-complaint.ts';
import { listAddress } from './list-tools.tsx';

interface ListPlace {
  readonly list: OwnComplaints;
  readonly view: OwnView;
  readonly search: string;
}

function Most({ list: { complaints, total } }: Pick<ListPlace, 'list'>): ReactElement {
  return (
    <p className="found">
      The first {complaints.length} of {total}. Search or choose a part of them to see the others.
    </p>
  );
}

/** The way to the other pages of one's own complaints. */
export function ListPages({ list, view, search }: ListPlace) {
  const { page, pages, total, complaints } = list;
  if (complaints.length < total && pages === 1) return <Most list={list} />;
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 && (
        <a
          className="btn btn-outline-secondary"
          href={listAddress({ view, search, page: page - 1 })}
          rel="prev"
        >
          {search === '' ? 'Newer' : 'Previous'}
        </a>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a
          className="btn btn-outline-secondary"
          href={listAddress({ view, search, page: page + 1 })}
          rel="next"
        >
          {search === '' ? 'Older' : 'Next'}
        </a>
      )}
      <a href={listAddress({ view, search, page: 'all' })}>All on one page</a>
    </nav>
  );
}
