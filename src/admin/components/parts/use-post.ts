import { ApiClient, useNotice, ViewHelpers } from 'adminjs';
import type { ActionJSON, ActionProps, NoticeMessage, RecordJSON } from 'adminjs';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { listUrl, placed } from './list-place.ts';

/** Somebody for whom an action of many was refused. */
export interface Refusal {
  readonly id: number | string;
  readonly name: string;
  readonly reason: string;
}

/** What the server answers to an action. */
interface Answer {
  readonly notice?: NoticeMessage;
  readonly redirectUrl?: string;
  readonly record?: RecordJSON;
  readonly errors?: RecordJSON['errors'];
  readonly refused?: readonly Refusal[];
}

/** Values of a form: a list is sent as `name.0`, `name.1` and so on. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** How AdminJS is told of a list without elements. */
const EMPTY_LIST = '__FORM_VALUE_EMPTY_ARRAY__';

/** A form with these values, as AdminJS takes it. */
export function formData(values: Values): FormData {
  const data = new FormData();
  data.set('confirmed', 'true');
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') data.set(name, value);
    else if (value.length === 0) data.set(name, EMPTY_LIST);
    else value.forEach((item, index) => data.set(`${name}.${index}`, item));
  }
  return data;
}

const views = new ViewHelpers();

/** The page to go back to: that of the record, else the list. */
export function wayBack({ resource, record }: Pick<ActionProps, 'resource' | 'record'>): string {
  const shown = record?.recordActions?.some(({ name }) => name === 'show');
  return record && shown ? views.showUrl(resource.id, record.id) : listUrl(resource.id);
}

function send({ action, resource, record, records }: ActionProps, data: FormData) {
  const api = new ApiClient();
  const call = { resourceId: resource.id, actionName: action.name, data, method: 'POST' };
  if (action.actionType === 'bulk') {
    return api.bulkAction({ ...call, recordIds: (records ?? []).map(({ id }) => id) });
  }
  if (record) return api.recordAction({ ...call, recordId: record.id });
  return api.resourceAction(call);
}

/** What the server said to a call that it refused altogether. */
export function refusalOf(error: unknown): NoticeMessage {
  const { response } = error as { response?: { data?: Answer } };
  return response?.data?.notice ?? { message: 'actionFailed', type: 'error' };
}

/** The address, of a list as it was left, with the mark upon which AdminJS loads its page anew. */
export function renewed(address: string): string {
  const url = placed(address);
  return `${url}${url.includes('?') ? '&' : '?'}refresh=true`;
}

/** What an action's form has and can do. */
export interface Post {
  readonly busy: boolean;
  /** Messages by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly refused: readonly Refusal[];
  readonly send: (values?: Values) => Promise<void>;
}

/** Performs an action: says what the server says, shows refusals, and goes back when all is done. */
export function usePost(props: ActionProps): Post {
  const addNotice = useNotice();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const take = (answer: Answer): void => {
    if (answer.notice) addNotice(answer.notice);
    const messages = Object.entries({ ...answer.errors, ...answer.record?.errors });
    setErrors(Object.fromEntries(messages.map(([field, { message }]) => [field, message])));
    setRefused(answer.refused ?? []);
    const failed = messages.length > 0 || answer.notice?.type === 'error' || answer.refused?.length;
    if (!failed) navigate(renewed(answer.redirectUrl ?? wayBack(props)));
  };
  const post = async (values: Values = {}): Promise<void> => {
    setBusy(true);
    try {
      take((await send(props, formData(values))).data);
    } catch (error) {
      addNotice(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, errors, refused, send: post };
}

/** Whether the action has a form of ours, and is not called at once. */
export function hasForm(action: ActionJSON): boolean {
  return (action.component as unknown) !== false;
}
