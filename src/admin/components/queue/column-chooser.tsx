import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { MouseEvent, ReactNode } from 'react';
import { Popover } from '../parts/popover.tsx';
import { COLUMNS, type ColumnName } from './columns.tsx';
import type { OwnColumns } from './own-columns.ts';

/** Which columns the queue has beside the title, to tick. */
export function ColumnChooser({ columns, isChosen, choose }: OwnColumns): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const name = translateButton('columns', 'complaints');
  const toggle = (column: ColumnName): void =>
    choose(COLUMNS.filter((one) => (one === column) !== columns.includes(one)));
  const reset = ({ currentTarget }: MouseEvent): void => {
    choose(undefined);
    // This button is gone then.
    currentTarget.closest('[role=group]')?.querySelector('input')?.focus();
  };
  return (
    <div className="p-columns">
      <Popover
        className="p-chip p-chip-more"
        name={
          <>
            {name}
            <Icon icon="ChevronDown" size={14} />
          </>
        }
        label={name}
      >
        <div role="group" aria-label={name} className="p-filter-list">
          {COLUMNS.map((column) => (
            <label key={column} className="p-filter-choice">
              <input type="checkbox" checked={columns.includes(column)} onChange={() => toggle(column)} />
              <span className="p-filter-label">{translateLabel(`column_${column}`, 'complaints')}</span>
            </label>
          ))}
          {isChosen && (
            <button type="button" className="p-filter-choice p-usual" onClick={reset}>
              {translateButton('usualColumns', 'complaints')}
            </button>
          )}
        </div>
      </Popover>
    </div>
  );
}
