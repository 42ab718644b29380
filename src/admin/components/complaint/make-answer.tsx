import { ApiClient, useNotice, useTranslation, type ActionResponse } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { refusalOf } from '../parts/use-post.ts';
import type { ComplaintRecord } from './types.ts';

/** What the server answers. */
interface Answer extends ActionResponse {
  readonly redirectUrl?: string;
}

const ACTION = 'makeAnswer';

/** Makes a draft of an answer of what solved the complaint, and leads to it. */
export function MakeAnswer({ record }: { readonly record: ComplaintRecord }): ReactNode {
  const { translateAction } = useTranslation();
  const addNotice = useNotice();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  if (!record.recordActions.some(({ name }) => name === ACTION)) return null;
  const make = async (): Promise<void> => {
    setBusy(true);
    const call = { resourceId: 'complaints', recordId: record.id, actionName: ACTION, method: 'POST' };
    try {
      const { data } = await new ApiClient().recordAction({ ...call, data: new FormData() });
      const { notice, redirectUrl } = data as Answer;
      if (notice !== undefined) addNotice(notice);
      if (redirectUrl !== undefined) navigate(redirectUrl);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    setBusy(false);
  };
  return (
    <button type="button" className="p-button" aria-disabled={isBusy} onClick={() => isBusy || void make()}>
      <Icon icon="HelpCircle" />
      <span>{translateAction(ACTION, 'complaints')}</span>
    </button>
  );
}
