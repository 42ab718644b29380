import { useNotice } from 'adminjs';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { postStep, type StepResult } from '../complaint/post-step.ts';
import type { StepView } from '../complaint/step-of.ts';
import type { ComplaintRecord } from '../complaint/types.ts';
import { drawKey } from '../parts/draw-key.ts';
import { nextAddress } from '../queue/places.ts';
import type { DraftText } from './use-draft.ts';
import type { Files } from './use-files.ts';

/** What is sent. */
interface Written {
  readonly record: ComplaintRecord;
  readonly draft: DraftText;
  readonly files: Files;
}

/** How what was written is sent, and what became of it. */
export interface Sending {
  readonly busy: boolean;
  /** How much of the files has left, in percent; undefined: nothing is on its way. */
  readonly percent: number | undefined;
  readonly result: StepResult | undefined;
  /** @param opensNext whether the next complaint is opened when it is done. */
  readonly send: (step: StepView, opensNext?: boolean) => Promise<void>;
}

function valuesOf({ record, draft, files }: Written, step: StepView, told: number, submissionKey: string) {
  const version = Math.max(record.conversation.complaint.version, told);
  const field = step.fields.find(({ kind }) => kind === 'words')?.name ?? '';
  const kept = files.chosen.flatMap(({ stagedId }) => (stagedId === undefined ? [] : [String(stagedId)]));
  return { version: String(version), submissionKey, [field]: draft.text, keptFiles: kept.join(',') };
}

/** Sends what was written, as the step that the person chose; what is refused stays as it was. */
export function useSending(written: Written, onResult: (result: StepResult) => void): Sending {
  const addNotice = useNotice();
  const navigate = useNavigate();
  const [share, setShare] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<StepResult>();
  // Who was told what others did meanwhile may go on from there.
  const told = useRef(-1);
  const key = useRef(drawKey());
  const post = async (step: StepView): Promise<StepResult> => {
    const files = written.files.chosen.flatMap(({ file }) => (file === undefined ? [] : [file]));
    const onProgress = (part: number): void => setShare(files.length > 0 ? part : undefined);
    const values = valuesOf(written, step, told.current, key.current);
    const found = await postStep(step.name, { recordId: written.record.id }, values, { files, onProgress });
    setShare(undefined);
    return found;
  };
  const settle = (found: StepResult): void => {
    if (found.answer.waiting) written.files.take(found.answer.waiting);
    if (!found.isDone) told.current = Number(found.answer.record?.params.version ?? -1);
    else {
      key.current = drawKey();
      written.draft.drop();
      written.files.clear();
      if (found.answer.notice) addNotice(found.answer.notice);
    }
  };
  const send = async (step: StepView, opensNext = false): Promise<void> => {
    if (busy) return;
    setBusy(true);
    // Asked before, while the complaint still stands in the list.
    const next = opensNext ? await nextAddress(written.record.id).catch(() => undefined) : undefined;
    const found = await post(step);
    settle(found);
    setBusy(false);
    setResult(found);
    if (found.isDone && next !== undefined) navigate(next);
    else onResult(found);
  };
  return { busy, percent: share === undefined ? undefined : Math.round(share * 100), result, send };
}
