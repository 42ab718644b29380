import { ApiClient, useNotice, useTranslation, type ActionProps, type ActionResponse } from 'adminjs';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ShownSecret } from '../parts/shown-secret.tsx';
import { formData, refusalOf, wayBack } from '../parts/use-post.ts';

/** What the server answers, this once. */
interface Answer extends ActionResponse {
  readonly secret?: string;
}

/** Makes a webhook another secret, which is shown on this page and never again. */
export default function WebhookSecret(props: ActionProps): ReactNode {
  const { action, record, resource } = props;
  const { translateButton, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [secret, setSecret] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (record === undefined) return null;
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const call = { resourceId: resource.id, recordId: record.id, actionName: action.name };
      const { data } = await new ApiClient().recordAction({ ...call, method: 'POST', data: formData({}) });
      const { secret: made = '', notice } = data as Answer;
      if (notice) addNotice(notice);
      setSecret(made);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    setBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) void make();
  };
  return (
    <form className="p-card p-form" onSubmit={submit} noValidate>
      {secret === '' ? (
        <p>{translateMessage('makeSecretIntro', resource.id, { name: record.title })}</p>
      ) : (
        <ShownSecret secret={secret} resourceId={resource.id} />
      )}
      <div className="p-buttons">
        {secret === '' && (
          <button type="submit" className="p-button p-primary" disabled={isBusy}>
            {translateButton('makeSecret', resource.id)}
          </button>
        )}
        <Link className="p-button" to={wayBack(props)}>
          {translateButton(secret === '' ? 'cancel' : 'back', resource.id)}
        </Link>
      </div>
    </form>
  );
}
