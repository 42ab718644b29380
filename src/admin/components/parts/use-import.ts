import { ApiClient, useNotice, type NoticeMessage, type RecordJSON } from 'adminjs';
import { useRef, useState } from 'react';
import { formData, refusalOf, type Values } from './use-post.ts';

/** A file that was chosen, with the bytes that it had then: what is written is what was looked at. */
interface Chosen {
  readonly name: string;
  readonly content: Blob;
}

/** What the server says to a file. */
export interface ImportAnswer<Report> {
  readonly report?: Report;
  readonly isDone?: boolean;
  /** Why something else would be done by now than what was looked at. */
  readonly changed?: string;
}

/** An import as far as it has come. */
export interface Import<Report> {
  readonly chosen: Chosen | undefined;
  readonly answer: ImportAnswer<Report> | undefined;
  /** Why it was refused: by field, at `file` where it is of no field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly choose: (file: File) => void;
  /** What else the form holds; a file that was chosen is looked at anew with it. */
  readonly change: (values: Values) => void;
  readonly confirm: (values?: Values) => void;
}

/** The action that a file is sent to. */
export interface ImportCall {
  readonly resourceId: string;
  readonly recordId?: string;
  readonly actionName: string;
}

interface Sent<Report> extends ImportAnswer<Report> {
  readonly notice?: NoticeMessage;
  readonly record?: RecordJSON;
}

async function send<Report>(
  { recordId, ...call }: ImportCall,
  chosen: Chosen,
  values: Values,
): Promise<Sent<Report>> {
  const data = formData(values);
  data.set('file', chosen.content, chosen.name);
  const api = new ApiClient();
  const posted = { ...call, method: 'POST', data };
  const answer =
    recordId === undefined
      ? await api.resourceAction(posted)
      : await api.recordAction({ ...posted, recordId });
  return answer.data;
}

function faultsOf<Report>({ record, report, notice }: Sent<Report>): Record<string, string> {
  const named = Object.entries(record?.errors ?? {}).map(([field, { message }]) => [field, message]);
  if (named.length > 0 || report) return Object.fromEntries(named);
  return { file: notice?.message ?? '' };
}

/** Sends a file to be looked at, and once more, with the digest of what was looked at, to be imported. */
export function useImport<Report extends { readonly digest: string }>(
  call: ImportCall,
  begin: Values,
): Import<Report> {
  const addNotice = useNotice();
  const [chosen, setChosen] = useState<Chosen>();
  const [values, setValues] = useState(begin);
  const [answer, setAnswer] = useState<ImportAnswer<Report>>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  const ask = async (file: Chosen, sent: Values): Promise<void> => {
    latest.current += 1;
    const own = latest.current;
    setBusy(true);
    try {
      const told = await send<Report>(call, file, sent);
      // Another file was chosen meanwhile.
      if (own !== latest.current) return;
      const { report, isDone, changed, notice } = told;
      setErrors(faultsOf(told));
      setAnswer(report && { report, isDone: isDone === true, ...(changed ? { changed } : {}) });
      if (notice && report) addNotice(notice);
    } catch (error) {
      if (own === latest.current) setErrors({ file: refusalOf(error).message });
    } finally {
      if (own === latest.current) setBusy(false);
    }
  };
  const choose = async (file: File): Promise<void> => {
    const kept = { name: file.name, content: new Blob([await file.arrayBuffer()]) };
    setChosen(kept);
    setAnswer(undefined);
    await ask(kept, values);
  };
  return {
    chosen,
    answer,
    errors,
    busy,
    choose: (file) =>
      void choose(file).catch((error: unknown) => setErrors({ file: refusalOf(error).message })),
    change: (next) => {
      setValues(next);
      if (chosen) void ask(chosen, next);
    },
    confirm: (besides = {}) =>
      chosen && void ask(chosen, { ...values, ...besides, digest: answer?.report?.digest ?? '' }),
  };
}
