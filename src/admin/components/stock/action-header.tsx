import { Breadcrumbs, useTranslation } from 'adminjs';
import type { ActionHeaderProps, ActionJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { ExportMenu } from '../parts/export-menu.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import { ActionLink, dangerousLast } from '../parts/action-link.tsx';
import { MoreActions } from '../parts/more-actions.tsx';

/** Pages that show records; forms are not printed. */
const PRINTED = new Set(['list', 'show', 'history']);

/** More buttons than these are no longer taken in, and need a second line. */
const MOST_BUTTONS = 5;
/** How many stay beside the menu that the others are in. */
const BESIDE_MENU = 3;

/** What else can be done is offered on lists and on records' pages; a form has its own buttons. */
function offered({ action, record, resource, omitActions }: ActionHeaderProps): ActionJSON[] {
  if (omitActions) return [];
  if (action.name === 'list') return resource.resourceActions.filter(({ name }) => name !== 'list');
  if (action.name !== 'show') return [];
  return dangerousLast(record?.recordActions ?? []).filter(({ name }) => name !== 'show');
}

/** The top of a page in the panel: where one is, what the page is about, what else can be done. */
export default function ActionHeader(props: ActionHeaderProps): ReactNode {
  const { resource, record, action, tag, actionPerformed } = props;
  const { translateAction, translateLabel } = useTranslation();
  if (action.hideActionHeader) return null;
  const doing = translateAction(action.label, resource.id);
  const heading = action.name === 'list' ? translateLabel(resource.name, resource.id) : doing;
  const title = action.name === 'show' && record ? record.title : heading;
  const subject = action.name !== 'show' && record?.title;
  const others = offered(props);
  const shown = record && others.length > MOST_BUTTONS ? others.slice(0, BESIDE_MENU) : others;
  const away = others.slice(shown.length);
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
          {shown.map((other) => (
            <ActionLink
              key={other.name}
              action={other}
              target={record ? { resourceId: resource.id, recordId: record.id } : { resourceId: resource.id }}
              className={`p-button${other.variant === 'danger' ? ' p-danger' : ''}${other.name === 'new' ? ' p-primary' : ''}`}
              onDone={actionPerformed}
            />
          ))}
          {record && away.length > 0 && (
            <MoreActions resource={resource} record={record} actions={away} onDone={actionPerformed} />
          )}
          {action.name === 'list' && <ExportMenu resourceId={resource.id} className="p-button" />}
          {PRINTED.has(action.name) && <PrintButton className="p-button" />}
        </div>
      </div>
    </div>
  );
}
