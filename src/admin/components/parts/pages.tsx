import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

import { PrintNote } from './print-note.tsx';
import { MOST_PRINTED } from './printing.ts';

interface PagesProps {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  /** There are more than `total`. */
  readonly more?: boolean | undefined;
  /** The last page that can be turned to; default: the last one. */
  readonly pages?: number | undefined;
  readonly onChange: (page: number) => void;
}

/** Which part of the list is shown, and the way to the others. */
export function Pages({ page, perPage, total, more = false, pages, onChange }: PagesProps): ReactNode {
  const { translateLabel, translateButton } = useTranslation();
  if (total === 0) return null;
  const last = Math.min(pages ?? Infinity, Math.max(1, Math.ceil(total / perPage)));
  const button = (name: string, target: number, usable: boolean, hotkey?: string): ReactNode => (
    <button
      type="button"
      className="p-button"
      disabled={!usable}
      data-hotkey={hotkey}
      onClick={() => onChange(target)}
    >
      {translateButton(name)}
    </button>
  );
  return (
    <nav className="p-pages" aria-label={translateLabel('pages')}>
      <span aria-live="polite">
        {translateLabel('shownRange', {
          from: (page - 1) * perPage + 1,
          to: Math.min(page * perPage, total),
          total: more ? `${total}+` : total,
        })}
      </span>
      {perPage >= MOST_PRINTED && last > 1 && <PrintNote />}
      {last > 1 && (
        <span className="p-buttons">
          {button('firstPage', 1, page > 1)}
          {button('previousPage', page - 1, page > 1, 'previous')}
          {button('nextPage', page + 1, page < last, 'next')}
          {button('lastPage', last, page < last)}
        </span>
      )}
    </nav>
  );
}
