import { ApiClient, type NoticeMessage } from 'adminjs';
import { formData, refusalOf, type Refusal, type Values } from '../parts/use-post.ts';
import type { ComplaintRecord } from './types.ts';

/** Which complaints a step is taken with. */
export type StepTarget = { readonly recordId: string } | { readonly recordIds: string[] };

/** What the server says to a step. */
interface Answer {
  readonly notice?: NoticeMessage;
  readonly redirectUrl?: string;
  readonly record?: ComplaintRecord;
  readonly done?: readonly number[];
  readonly refused?: readonly Refusal[];
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

function call(actionName: string, target: StepTarget, data: FormData) {
  const api = new ApiClient();
  const request = { resourceId: 'complaints', actionName, data, method: 'POST' };
  return 'recordIds' in target
    ? api.bulkAction({ ...request, ...target })
    : api.recordAction({ ...request, ...target });
}

/** Takes a step; what the server refuses comes back in words, never as an exception. */
export async function postStep(name: string, target: StepTarget, values: Values): Promise<StepResult> {
  try {
    const answer = (await call(name, target, formData(values))).data as Answer;
    const errors = Object.entries(answer.record?.errors ?? {});
    const refused = errors.length > 0 || (answer.notice?.type === 'error' && answer.refused === undefined);
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
