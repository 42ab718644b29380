import { useTranslation, ViewHelpers, type BreadcrumbProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { listUrl } from '../parts/list-place.ts';

const views = new ViewHelpers();

/** The way from the dashboard to this page. */
export default function Breadcrumbs({ resource, record, actionName }: BreadcrumbProps): ReactNode {
  const { translateLabel, translateAction } = useTranslation();
  const action = resource.actions.find(({ name }) => name === actionName);
  const list = translateLabel(resource.name, resource.id);
  const isList = actionName === 'list';
  const shown = record?.recordActions.some(({ name }) => name === 'show') && actionName !== 'show';
  return (
    <nav className="p-crumbs" aria-label={translateLabel('breadcrumbs')}>
      <ol>
        <li>
          <Link to={views.dashboardUrl()}>{translateLabel('dashboard')}</Link>
        </li>
        <li>
          {isList ? (
            <span aria-current="page">{list}</span>
          ) : (
            <Link to={listUrl(resource.id)} state={{ isBack: true }}>
              {list}
            </Link>
          )}
        </li>
        {shown && record && (
          <li>
            <Link to={views.showUrl(resource.id, record.id)}>{record.title}</Link>
          </li>
        )}
        {!isList && action && (
          <li>
            <span aria-current="page">
              {actionName === 'show' && record ? record.title : translateAction(action.label, resource.id)}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}
