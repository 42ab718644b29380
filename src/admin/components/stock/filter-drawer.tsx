import { Icon } from '@adminjs/design-system';
import { BasePropertyComponent, flat, useFilterDrawer, useQueryParams, useTranslation } from 'adminjs';
import type { ResourceJSON } from 'adminjs';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { SEARCH } from '../parts/search-box.tsx';

type Filters = Record<string, unknown>;

/** Only what is set: an empty field filters nothing. */
function given(filters: Filters): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  );
}

/** The filters of a list, beside it, or over it on narrow screens. */
export default function FilterDrawer({ resource }: { readonly resource: ResourceJSON }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { isVisible, toggleFilter } = useFilterDrawer();
  const { filters, storeParams, clearParams } = useQueryParams();
  const [draft, setDraft] = useState<Filters>({});
  useEffect(() => setDraft(flat.flatten(filters ?? {})), [filters, resource.id]);
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    storeParams({ filters: given(draft), page: '1' });
  };
  if (!isVisible) return null;
  return (
    <form className="p-card p-filters" aria-label={translateLabel('filters', resource.id)} onSubmit={apply}>
      <div className="p-head-row">
        <h2>{translateLabel('filters', resource.id)}</h2>
        <button
          type="button"
          className="p-icon-button"
          aria-label={translateButton('closeFilters')}
          onClick={toggleFilter}
        >
          <Icon icon="X" />
        </button>
      </div>
      {resource.filterProperties
        .filter(({ propertyPath }) => propertyPath !== SEARCH)
        .map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="filter"
            property={property}
            filter={draft}
            resource={resource}
            onChange={(path, value: unknown) =>
              typeof path === 'string' && setDraft((before) => ({ ...before, [path]: value }))
            }
          />
        ))}
      <div className="p-buttons">
        <button type="submit" className="p-button p-primary">
          {translateButton('applyChanges', resource.id)}
        </button>
        <button type="button" className="p-button" onClick={() => clearParams('filters', 'page')}>
          {translateButton('resetFilter', resource.id)}
        </button>
      </div>
    </form>
  );
}
