import { useQueryParams, useTranslation, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';

/** What stands in place of an empty list. */
export default function NoRecords({ resource }: { readonly resource: ResourceJSON }): ReactNode {
  const { translateMessage, translateButton } = useTranslation();
  const { filters, clearParams } = useQueryParams();
  const filtered = Object.keys(filters ?? {}).length > 0;
  return (
    <div className="p-empty">
      <p>{translateMessage(filtered ? 'noMatches' : 'noRecordsInResource', resource.id)}</p>
      {filtered && (
        <button type="button" className="p-button" onClick={() => clearParams('filters', 'page')}>
          {translateButton('resetFilter', resource.id)}
        </button>
      )}
    </div>
  );
}
