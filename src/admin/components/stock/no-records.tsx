import { useTranslation, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../look/states.tsx';
import { filterable, isSet, useFilters } from '../filters/use-filters.ts';

/** What stands in place of an empty list. */
export default function NoRecords({ resource }: { readonly resource: ResourceJSON }): ReactNode {
  const { translateMessage, translateButton } = useTranslation();
  const filters = useFilters();
  const filtered =
    filters.get('search') !== '' ||
    filterable(resource).some(({ propertyPath }) => isSet(filters, propertyPath));
  return (
    <EmptyState text={translateMessage(filtered ? 'noMatches' : 'noRecordsInResource', resource.id)}>
      {filtered && (
        <button type="button" className="p-button" onClick={() => filters.clear(true)}>
          {translateButton('resetFilter', resource.id)}
        </button>
      )}
    </EmptyState>
  );
}
