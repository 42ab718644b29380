import type { Actor } from './actor.ts';
import type { Policy } from './policy.ts';
import { referenceDataPolicy } from './reference-data.ts';

/** Everybody who is signed in reads the answers that are active. */
export const mayReadFaq = (actor: Actor): boolean => actor.id !== null;

/** Answers and their categories are reference data; what is not active is for those who see that. */
export const faqPolicy: Policy<'move' | 'preview' | 'addPicture'> = {
  may(actor, action) {
    if (action === 'preview') return referenceDataPolicy.may(actor, 'read');
    if (action === 'move' || action === 'addPicture') return referenceDataPolicy.may(actor, 'update');
    return referenceDataPolicy.may(actor, action);
  },
  visibleTo: (actor) => referenceDataPolicy.visibleTo(actor),
};
