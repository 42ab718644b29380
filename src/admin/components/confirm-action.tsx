import { useTranslation, type ActionProps } from 'adminjs';
import type { ReactNode } from 'react';
import { ActionForm, Names } from './parts/action-form.tsx';
import { usePost } from './parts/use-post.ts';

/** Says in words what will happen, and does it when that is confirmed: for one record, or for several. */
export default function ConfirmAction(props: ActionProps): ReactNode {
  const { action, record, records, resource } = props;
  const { translateMessage, translateAction } = useTranslation();
  const post = usePost(props);
  const many = action.actionType === 'bulk';
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={() => void post.send()}
      submitLabel={translateAction(action.label, resource.id)}
      danger={action.variant === 'danger'}
    >
      <p>
        {translateMessage(`${action.name}_confirm${many ? '_many' : ''}`, resource.id, {
          name: record?.title,
          count: records?.length ?? 0,
        })}
      </p>
      {many && <Names records={records} />}
    </ActionForm>
  );
}
