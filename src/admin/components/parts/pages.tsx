import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

import { PrintNote } from './print-note.tsx';
import { MOST_PRINTED } from './printing.ts';

interface PagesProps {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
}

/** Which part of the list is shown, and the way to the others. */
export function Pages({ page, perPage, total, onChange }: PagesProps): ReactNode {
  const { translateLabel, translateButton } = useTranslation();
  if (total === 0) return null;
  const last = Math.max(1, Math.ceil(total / perPage));
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
          total,
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
