import { Icon } from '@adminjs/design-system';
import { useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { hasChoices, useChoices } from './choices.ts';
import { FilterChoices } from './filter-choices.tsx';
import { FilterDays, FilterText } from './filter-fields.tsx';
import { Popover } from '../parts/popover.tsx';
import { ENDS, filterable, isSet, useFilters, type Filters } from './use-filters.ts';

/** Filters that stand in the bar from the start; the others are behind one button until they are used. */
const FEW = 6;

interface ChipProps {
  readonly property: BasePropertyJSON;
  readonly filters: Filters;
  readonly opensAtOnce: boolean;
}

/** What a filter is set to, in few words; empty where it is not. */
function useSetting(property: BasePropertyJSON, filters: Filters): string {
  const path = property.propertyPath;
  const chosen = filters.get(path);
  const isNamed = hasChoices(property);
  const choices = useChoices(property, isNamed && chosen !== '', '');
  const [from, to] = ENDS.map((end) => filters.get(`${path}~~${end}`).slice(0, 10));
  if (from || to) return from === to ? (from ?? '') : `${from ?? ''} – ${to ?? ''}`.trim();
  if (!isNamed) return chosen;
  const values = chosen.split(',').filter(Boolean);
  const [first] = values;
  const label = choices?.find(({ value }) => value === first)?.label;
  if (first === undefined) return '';
  if (label === undefined) return String(values.length);
  return values.length > 1 ? `${label} +${values.length - 1}` : label;
}

function Chip({ property, filters, opensAtOnce }: ChipProps): ReactNode {
  const { translateProperty } = useTranslation();
  const label = translateProperty(property.label, property.resourceId);
  const setting = useSetting(property, filters);
  const isOn = isSet(filters, property.propertyPath);
  const given = { property, label, filters };
  const isDay = property.type === 'datetime' || property.type === 'date';
  const Fields = isDay ? FilterDays : FilterText;
  return (
    <Popover
      className={isOn ? 'p-chip p-chip-on' : 'p-chip'}
      name={
        <>
          {label}
          {setting !== '' && <strong>{setting}</strong>}
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={label}
      opensAtOnce={opensAtOnce}
    >
      {hasChoices(property) ? <FilterChoices {...given} /> : <Fields {...given} />}
    </Popover>
  );
}

interface FilterBarProps {
  readonly resource: ResourceJSON;
  /** What else can be done with the filters, after them. */
  readonly children?: ReactNode;
}

/** The filters of a list above its rows, each behind its own button, in force as soon as something is chosen. */
export function FilterBar({ resource, children }: FilterBarProps): ReactNode {
  const { translateButton, translateLabel, translateProperty } = useTranslation();
  const filters = useFilters();
  const [added, setAdded] = useState<readonly string[]>([]);
  const bar = useRef<HTMLDivElement>(null);
  const all = filterable(resource);
  if (all.length === 0) return null;
  const clear = (): void => {
    setAdded([]);
    filters.clear();
    // The button that was pressed is gone then.
    bar.current?.querySelector('button')?.focus();
  };
  const isShown = ({ propertyPath }: BasePropertyJSON, index: number): boolean =>
    index < FEW || added.includes(propertyPath) || isSet(filters, propertyPath);
  const rest = all.filter((property, index) => !isShown(property, index));
  const isAny = all.some(({ propertyPath }) => isSet(filters, propertyPath));
  return (
    <div ref={bar} className="p-filter-bar" role="group" aria-label={translateLabel('filters', resource.id)}>
      {all.filter(isShown).map((property) => (
        <Chip
          key={property.propertyPath}
          property={property}
          filters={filters}
          opensAtOnce={added.at(-1) === property.propertyPath}
        />
      ))}
      {rest.length > 0 && (
        <Popover
          className="p-chip p-chip-more"
          name={
            <>
              {translateButton('moreFilters')}
              <Icon icon="ChevronDown" size={14} />
            </>
          }
          label={translateButton('moreFilters')}
        >
          <div className="p-filter-list">
            {rest.map(({ propertyPath, label }) => (
              <button
                key={propertyPath}
                type="button"
                className="p-filter-choice"
                onClick={() => setAdded((before) => [...before, propertyPath])}
              >
                {translateProperty(label, resource.id)}
              </button>
            ))}
          </div>
        </Popover>
      )}
      {isAny && (
        <button type="button" className="p-chip p-chip-clear" onClick={clear}>
          {translateButton('clear')}
        </button>
      )}
      {children}
    </div>
  );
}
