import type { NewsKindName } from './kinds.ts';

/** Where somebody finds out more of what is about no complaint, below the site's own address. */
export function pathOfOther(kind: NewsKindName): string {
  return kind === 'portal.webhook' ? '/admin/resources/webhooks' : '/profile';
}
