import { ApiClient, useNotice, useTranslation, type BasePropertyProps } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { listUrl } from '../parts/list-place.ts';
import { refusalOf, renewed } from '../parts/use-post.ts';

const DIRECTIONS = { up: 'ChevronUp', down: 'ChevronDown' } as const;

/** The place of a rule among all, with buttons that move it by one. */
export default function RuleOrder({ record, resource }: BasePropertyProps): ReactNode {
  const { translateButton } = useTranslation();
  const addNotice = useNotice();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  if (record === undefined) return null;
  const move = async (direction: string): Promise<void> => {
    setBusy(true);
    const data = new FormData();
    data.set('direction', direction);
    const call = { resourceId: resource.id, recordId: record.id, actionName: 'move', method: 'POST', data };
    try {
      await new ApiClient().recordAction(call);
      navigate(renewed(listUrl(resource.id)));
    } catch (error) {
      addNotice(refusalOf(error));
    }
    setBusy(false);
  };
  const isEditor = record.recordActions.some(({ name }) => name === 'edit');
  return (
    <span className="p-order">
      {String(record.params.position)}
      {isEditor &&
        Object.entries(DIRECTIONS).map(([direction, icon]) => (
          <button
            key={direction}
            type="button"
            className="p-icon-button"
            aria-label={translateButton(`move_${direction}`, resource.id, { name: record.title })}
            aria-disabled={isBusy}
            onClick={(event) => {
              event.stopPropagation();
              if (!isBusy) void move(direction);
            }}
          >
            <Icon icon={icon} />
          </button>
        ))}
    </span>
  );
}
