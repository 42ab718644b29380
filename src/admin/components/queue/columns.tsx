import { useTranslation, type RecordJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { StatusBadge, UrgencyBadge } from '../complaint/badges.tsx';
import { Due } from '../parts/due.tsx';
import { Age } from '../parts/age.tsx';

/** A column of the queue beside the title, which is always there. */
export type ColumnName =
  | 'urgency'
  | 'typeId'
  | 'reporterId'
  | 'assigneeId'
  | 'statusId'
  | 'dueAt'
  | 'createdAt'
  | 'lastActivityAt';

/** The columns in the order in which they stand; the title follows the first. */
export const COLUMNS: readonly ColumnName[] = [
  'urgency',
  'typeId',
  'reporterId',
  'assigneeId',
  'statusId',
  'dueAt',
  'createdAt',
  'lastActivityAt',
];

const TIMES = ['lastActivityAt', 'createdAt'] as const;

/** What a row shows of each complaint where nobody chose: one time is enough, the one that the list is sorted by. */
export function usualColumns(sortBy: string | undefined): readonly ColumnName[] {
  const time = TIMES.find((one) => one === sortBy) ?? 'dueAt';
  return ['urgency', 'reporterId', 'assigneeId', 'statusId', time];
}

type Cell = (texts: Readonly<Record<string, string | undefined>>, params: RecordJSON['params']) => ReactNode;

function Nobody(): ReactNode {
  const { translateLabel } = useTranslation();
  return <span className="p-hint">{translateLabel('nobody', 'complaints')}</span>;
}

function Late({ children }: { readonly children: ReactNode }): ReactNode {
  const { translateLabel } = useTranslation();
  const word = translateLabel('overdue', 'complaints');
  return (
    <span className="p-late" title={word}>
      {children}
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

const CELLS: Readonly<Record<ColumnName, Cell>> = {
  urgency: ({ urgency = '' }) => <UrgencyBadge urgency={urgency} isBare />,
  typeId: ({ type = '' }) => <span title={type}>{type}</span>,
  reporterId: ({ reporter = '', department }) => (
    <span title={department ? `${reporter} · ${department}` : reporter}>
      {reporter}
      {department && (
        <span className="p-hint p-q-department">
          <span> · </span>
          {department}
        </span>
      )}
    </span>
  ),
  assigneeId: ({ assignee }) => (assignee ? <span title={assignee}>{assignee}</span> : <Nobody />),
  statusId: ({ status = '', category = '' }) => <StatusBadge status={status} category={category} />,
  dueAt: (_texts, { dueAt, dueWhat }) => <Due what={dueWhat} at={dueAt} isShort />,
  createdAt: (_texts, { createdAt, isOverdue }) =>
    isOverdue === true ? (
      <Late>
        <Age value={createdAt} isShort />
      </Late>
    ) : (
      <Age value={createdAt} isShort />
    ),
  lastActivityAt: (_texts, { lastActivityAt }) => <Age value={lastActivityAt} isShort />,
};

/** What a complaint has in a column. */
export function cellOf(column: ColumnName, { params }: RecordJSON): ReactNode {
  return CELLS[column](params, params);
}
