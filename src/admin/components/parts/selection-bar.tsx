import { useTranslation, type ActionJSON, type RecordJSON, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { ActionLink, dangerousLast } from './action-link.tsx';

/** The actions that at least one of the records offers, each once. */
function actionsFor(records: readonly RecordJSON[]): ActionJSON[] {
  const byName = new Map(records.flatMap(({ bulkActions }) => bulkActions).map((a) => [a.name, a]));
  return dangerousLast([...byName.values()]);
}

interface SelectionBarProps {
  readonly resource: ResourceJSON;
  readonly records: readonly RecordJSON[];
}

/** How many rows are ticked, and what can be done with all of them. */
export function SelectionBar({ resource, records }: SelectionBarProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div className="p-selection" aria-live="polite">
      {records.length > 0 && (
        <>
          <span>{translateLabel('selectedRecords', resource.id, { selected: records.length })}</span>
          {actionsFor(records).map((action) => (
            <ActionLink
              key={action.name}
              action={action}
              target={{ resourceId: resource.id, recordIds: records.map(({ id }) => id) }}
              className={action.variant === 'danger' ? 'p-button p-danger' : 'p-button'}
            />
          ))}
        </>
      )}
    </div>
  );
}
