import { ReplyTemplate } from '../../models/reply-template.ts';
import { replyTemplatePolicy } from '../../policies/reply-template.ts';
import type { Noun } from '../records/noun.ts';

/** Said to whoever may not write for everybody. */
export const NOT_TO_SHARE = 'You may not change what all others use.';

/** Templates of replies as plain records. */
export const replyTemplateNoun: Noun = {
  model: ReplyTemplate,
  policy: replyTemplatePolicy,
  attributeRules: { ownerId: { action: 'share', refusal: NOT_TO_SHARE } },
};
