import { Icon } from '@adminjs/design-system';
import { Breadcrumbs, useFilterDrawer, useQueryParams, useTranslation } from 'adminjs';
import type { ActionHeaderProps, ActionJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { ActionLink, dangerousLast } from '../parts/action-link.tsx';
import { SEARCH } from '../parts/search-box.tsx';

/** What else can be done is offered on lists and on records' pages; a form has its own buttons. */
function offered({ action, record, resource, omitActions }: ActionHeaderProps): ActionJSON[] {
  if (omitActions) return [];
  if (action.name === 'list') return resource.resourceActions.filter(({ name }) => name !== 'list');
  if (action.name !== 'show') return [];
  return dangerousLast(record?.recordActions ?? []).filter(({ name }) => name !== 'show');
}

/** Filters that the page shows elsewhere: as its search, and as its view. */
const SHOWN_ELSEWHERE = new Set([SEARCH, 'view']);

function useFiltersCount(): number {
  const { filters } = useQueryParams();
  return Object.keys(filters ?? {}).filter((name) => !SHOWN_ELSEWHERE.has(name)).length;
}

/** The top of a page in the panel: where one is, what the page is about, what else can be done. */
export default function ActionHeader(props: ActionHeaderProps): ReactNode {
  const { resource, record, action, tag, actionPerformed, toggleFilter: withFilter } = props;
  const { translateAction, translateButton, translateLabel } = useTranslation();
  const { toggleFilter, isVisible } = useFilterDrawer();
  const filtersCount = useFiltersCount();
  if (action.hideActionHeader) return null;
  const doing = translateAction(action.label, resource.id);
  const heading = action.name === 'list' ? translateLabel(resource.name, resource.id) : doing;
  const title = action.name === 'show' && record ? record.title : heading;
  const subject = action.name !== 'show' && record?.title;
  return (
    <div className="p-head">
      <Breadcrumbs resource={resource} actionName={action.name} {...(record ? { record } : {})} />
      <div className="p-head-row">
        <h1>
          {title}
          {subject && <span className="p-subject">{subject}</span>}
          {tag && <span className="p-count">{tag}</span>}
        </h1>
        <div className="p-buttons">
          {offered(props).map((other) => (
            <ActionLink
              key={other.name}
              action={other}
              target={record ? { resourceId: resource.id, recordId: record.id } : { resourceId: resource.id }}
              className={`p-button${other.variant === 'danger' ? ' p-danger' : ''}${other.name === 'new' ? ' p-primary' : ''}`}
              onDone={actionPerformed}
            />
          ))}
          {withFilter && (
            <button type="button" className="p-button" aria-expanded={isVisible} onClick={toggleFilter}>
              <Icon icon="Filter" />
              <span>
                {translateButton(filtersCount > 0 ? 'filterActive' : 'filter', resource.id, {
                  count: filtersCount,
                })}
              </span>
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
