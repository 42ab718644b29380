import type { NewsKindName } from './kinds.ts';

const PATHS: Partial<Readonly<Record<NewsKindName, string>>> = {
  'portal.webhook': '/admin/resources/webhooks',
  'account.passkey': '/profile/security',
  'account.factor': '/profile/security',
  'account.recovery': '/profile/security',
  'account.device': '/profile/sessions',
  'account.sessions': '/profile/sessions',
  'account.token': '/profile/tokens',
};

/** Where somebody finds out more of what is about no complaint, below the site's own address. */
export function pathOfOther(kind: NewsKindName): string {
  return PATHS[kind] ?? '/profile';
}
