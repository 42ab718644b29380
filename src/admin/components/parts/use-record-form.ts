import { ApiClient, paramsToFormData, useNotice, useRecord } from 'adminjs';
import type { ActionProps, OnPropertyChange, RecordActionResponse, RecordJSON, ResourceJSON } from 'adminjs';
import { useRef, useState } from 'react';
import { drawKey } from './draw-key.ts';
import { useUnsaved } from './unsaved.ts';
import { refusalOf } from './use-post.ts';

/** A new record, with what a property says it begins with. */
function draft({ editProperties }: ResourceJSON): RecordJSON {
  const params = editProperties
    .filter(({ custom }) => custom?.defaultValue !== undefined)
    .map(({ propertyPath, custom }): [string, unknown] => [propertyPath, custom.defaultValue]);
  const empty = { id: '', title: '', populated: {}, errors: {}, baseError: null };
  return { ...empty, params: Object.fromEntries(params), recordActions: [], bulkActions: [] };
}

/** The values under these paths, and which version of the record they were meant for. */
function only(params: RecordJSON['params'], paths: readonly string[]): RecordJSON['params'] {
  const wanted = (key: string): boolean =>
    key === 'version' || paths.some((path) => key === path || key.startsWith(`${path}.`));
  return Object.fromEntries(Object.entries(params).filter(([key]) => wanted(key)));
}

/** The form after a refusal: what the server has now, with what was typed in it, and the messages. */
function merged(before: RecordJSON, { params, populated, errors }: RecordJSON): RecordJSON {
  return {
    ...before,
    errors,
    params: { ...before.params, ...params },
    populated: { ...before.populated, ...populated },
  };
}

/** A record that is being filled in. */
export interface RecordForm {
  readonly record: RecordJSON;
  readonly busy: boolean;
  readonly change: OnPropertyChange;
  /** Sends the form; undefined when it was refused, in which case everything typed is still there. */
  readonly submit: () => Promise<{ readonly redirectUrl?: string } | undefined>;
}

/**
 * Keeps a form's values and sends them: of a record that exists only what was touched, so that a refused form shows
 * what others changed meanwhile in all fields but those.
 */
export function useRecordForm({ resource, record: stored }: ActionProps): RecordForm {
  const [initial] = useState(() => stored ?? draft(resource));
  const { record, handleChange, setRecord } = useRecord(initial, resource.id);
  const addNotice = useNotice();
  const touched = useRef(new Set<string>());
  const [submissionKey] = useState(drawKey);
  const [busy, setBusy] = useState(false);
  useUnsaved(touched.current.size > 0);
  const change: OnPropertyChange = (path, value, selected) => {
    if (typeof path === 'string') touched.current.add(path);
    handleChange(path, value, selected);
  };
  const send = () => {
    const api = new ApiClient();
    const call = { resourceId: resource.id, method: 'POST' };
    if (!stored) {
      const data = paramsToFormData({ ...record.params, submissionKey });
      return api.resourceAction({ ...call, actionName: 'new', data });
    }
    const data = paramsToFormData(only(record.params, [...touched.current]));
    return api.recordAction({ ...call, actionName: 'edit', recordId: stored.id, data });
  };
  const take = (answer: RecordActionResponse) => {
    if (answer.notice) addNotice(answer.notice);
    const refused = Object.keys(answer.record.errors).length > 0 || answer.notice?.type === 'error';
    if (!refused) return answer;
    setRecord((before) => merged(before, answer.record));
    return undefined;
  };
  const submit = async () => {
    if (stored && touched.current.size === 0) return {};
    setBusy(true);
    try {
      return take((await send()).data as RecordActionResponse);
    } catch (error) {
      addNotice(refusalOf(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { record, busy, change, submit };
}
