import { ApiClient, useNotice, useTranslation, type ActionProps, type RecordJSON } from 'adminjs';
import { useRef, useState } from 'react';
import { drawKey } from '../parts/draw-key.ts';
import { formData, refusalOf, type Post, type Values } from '../parts/use-post.ts';

interface Answer {
  readonly made?: string;
  readonly record?: RecordJSON;
  readonly notice?: Parameters<ReturnType<typeof useNotice>>[0];
}

/** Makes a token of what the form says; the same form sent twice makes one. */
export function useMaking({ action, record, resource }: ActionProps) {
  const addNotice = useNotice();
  const { translateMessage } = useTranslation();
  const key = useRef(drawKey());
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const take = ({ made: token = '', notice, record: after }: Answer): void => {
    if (notice) addNotice(notice);
    const refused = Object.entries(after?.errors ?? {}).map(([field, { message }]) => [field, message]);
    setErrors(Object.fromEntries(refused) as Record<string, string>);
    if (token === '' && refused.length === 0 && !notice)
      addNotice({ message: translateMessage('tokenBefore', resource.id), type: 'info' });
    setMade(token);
  };
  const send = async (values: Values = {}): Promise<void> => {
    setBusy(true);
    try {
      const data = formData({ ...values, submissionKey: key.current });
      const call = { resourceId: resource.id, recordId: record?.id ?? '', actionName: action.name };
      take((await new ApiClient().recordAction({ ...call, method: 'POST', data })).data);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    setBusy(false);
  };
  const post: Post = { busy, errors, refused: [], send };
  return { made, post };
}
