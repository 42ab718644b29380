import { ApiClient, type NoticeMessage } from 'adminjs';
import { formData, refusalOf, type Values } from '../parts/use-post.ts';
import type { WaitingFile } from '../composer/use-files.ts';
import type { ComplaintRecord } from './types.ts';

/** Which complaint a step is taken with. */
export interface StepTarget {
  readonly recordId: string;
}

/** What the server says to a step. */
interface Answer {
  readonly notice?: NoticeMessage;
  readonly redirectUrl?: string;
  readonly record?: ComplaintRecord;
  /** Files that came with what was refused, and wait for it to be sent again. */
  readonly waiting?: readonly WaitingFile[];
}

/** What goes with a step beside its fields. */
interface Luggage {
  readonly files: readonly File[];
  /** How much of it has left, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** What became of a step. */
export interface StepResult {
  readonly isDone: boolean;
  readonly answer: Answer;
  /** What is said to the person. */
  readonly message: string;
  /** Messages by field. */
  readonly errors: Readonly<Record<string, string>>;
}

function call(actionName: string, target: StepTarget, data: FormData, luggage?: Luggage) {
  const api = new ApiClient();
  for (const file of luggage?.files ?? []) data.append('attachments', file);
  const onUploadProgress = ({ progress }: { progress?: number }): void => luggage?.onProgress(progress ?? 0);
  const request = { resourceId: 'complaints', actionName, data, method: 'POST', onUploadProgress };
  return api.recordAction({ ...request, ...target });
}

/** Takes a step; what the server refuses comes back in words, never as an exception. */
export async function postStep(
  name: string,
  target: StepTarget,
  values: Values,
  luggage?: Luggage,
): Promise<StepResult> {
  try {
    const answer = (await call(name, target, formData(values), luggage)).data as Answer;
    const errors = Object.entries(answer.record?.errors ?? {});
    const refused = errors.length > 0 || answer.notice?.type === 'error';
    return {
      isDone: !refused,
      answer,
      message: answer.notice?.message ?? '',
      errors: Object.fromEntries(errors.map(([field, { message }]) => [field, message])),
    };
  } catch (error) {
    return { isDone: false, answer: {}, message: refusalOf(error).message, errors: {} };
  }
}
