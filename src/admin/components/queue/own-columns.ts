import { useState } from 'react';
import { COLUMNS, usualColumns, type ColumnName } from './columns.tsx';

/** Where this browser keeps the columns of whoever uses the panel. */
const KEY = `queue columns ${window.REDUX_STATE.session?.id ?? ''}`;

function kept(): readonly ColumnName[] | undefined {
  const names = localStorage.getItem(KEY)?.split(',');
  return names && COLUMNS.filter((column) => names.includes(column));
}

/** The columns of the queue, and the way to choose others. */
export interface OwnColumns {
  readonly columns: readonly ColumnName[];
  readonly isChosen: boolean;
  /** Shows these from now on; undefined: the usual ones again. */
  readonly choose: (columns: readonly ColumnName[] | undefined) => void;
}

/** The columns that this person chose in this browser, or the usual ones. */
export function useOwnColumns(sortBy: string | undefined): OwnColumns {
  const [own, setOwn] = useState(kept);
  return {
    columns: own ?? usualColumns(sortBy),
    isChosen: own !== undefined,
    choose(columns) {
      if (columns === undefined) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, columns.join(','));
      setOwn(columns);
    },
  };
}
