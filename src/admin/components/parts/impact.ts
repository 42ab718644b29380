import { ApiClient } from 'adminjs';

/** The question before these records are deleted, with what and whom it affects; empty when the server cannot say. */
export async function deletionQuestion(resourceId: string, recordIds: readonly string[]): Promise<string> {
  try {
    const call = { resourceId, actionName: 'impact', params: { recordIds: recordIds.join(',') } };
    const { data } = await new ApiClient().resourceAction(call);
    const { question } = data as { question?: string };
    return question ?? '';
  } catch {
    return '';
  }
}
