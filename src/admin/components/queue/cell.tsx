import { useTranslation, type BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { OverdueMark, StatusBadge, UrgencyBadge } from '../complaint/badges.tsx';
import { Age } from '../parts/age.tsx';

/** A cell of the queue: each column of a complaint in the form that is read fastest. */
export default function ComplaintCell({ property, record }: BasePropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  const params = record?.params ?? {};
  const text = (name: string): string => String((params[name] as string | number | null | undefined) ?? '');
  switch (property.path) {
    case 'id':
      return <span className="p-number">#{text('id')}</span>;
    case 'typeId':
      return text('type');
    case 'urgency':
      return <UrgencyBadge urgency={text('urgency')} />;
    case 'statusId':
      return <StatusBadge status={text('status')} category={text('category')} />;
    case 'reporterId':
      return (
        <span className="p-two-lines">
          {text('reporter')}
          {params.department && <span className="p-hint">{text('department')}</span>}
        </span>
      );
    case 'assigneeId':
      return text('assignee') || <em className="p-hint">{translateLabel('nobody', 'complaints')}</em>;
    case 'createdAt':
      return (
        <span className="p-two-lines">
          <Age value={params.createdAt} isShort />
          {params.isOverdue === true && <OverdueMark />}
        </span>
      );
    case 'lastActivityAt':
      return <Age value={params.lastActivityAt} isShort />;
    default:
      return <span dir="auto">{text(property.path)}</span>;
  }
}
