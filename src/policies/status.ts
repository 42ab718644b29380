import { referenceDataPolicy } from './reference-data.ts';
import type { Policy } from './policy.ts';

/** A status as far as the rules look. */
export interface StatusRow {
  readonly code: string | null;
}

/** As other reference data; the statuses that the steps of a complaint lead to stay what they are, save their names. */
export const statusPolicy: Policy<'categorize' | 'setActive', StatusRow> = {
  may(actor, action, row) {
    const builtIn = row !== undefined && row.code !== null;
    if (builtIn && (action === 'delete' || action === 'categorize' || action === 'setActive')) return false;
    const general = action === 'categorize' || action === 'setActive' ? 'update' : action;
    return referenceDataPolicy.may(actor, general);
  },
  visibleTo: (actor) => referenceDataPolicy.visibleTo(actor),
};
