import { useTranslation, type ActionProps } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { ActionForm, Names } from './parts/action-form.tsx';
import { deletionQuestion } from './parts/impact.ts';
import { usePost } from './parts/use-post.ts';

/** Says in words what will happen, and does it when that is confirmed: for one record, or for several. */
export default function ConfirmAction(props: ActionProps): ReactNode {
  const { action, record, records, resource } = props;
  const { translateMessage, translateAction } = useTranslation();
  const post = usePost(props);
  const many = action.actionType === 'bulk';
  const told = translateMessage(`${action.name}_confirm${many ? '_many' : ''}`, resource.id, {
    name: record?.title,
    count: records?.length ?? 0,
  });
  const [question, setQuestion] = useState('');
  useEffect(() => {
    if (action.name !== 'bulkDelete') return;
    const ids = (records ?? []).map(({ id }) => id);
    void deletionQuestion(resource.id, ids).then(setQuestion);
  }, []);
  return (
    <ActionForm
      props={props}
      post={post}
      onSubmit={() => void post.send()}
      submitLabel={translateAction(action.label, resource.id)}
      danger={action.variant === 'danger'}
    >
      {question !== '' && <p role="status">{question}</p>}
      <p>{told}</p>
      {many && <Names records={records} />}
    </ActionForm>
  );
}
