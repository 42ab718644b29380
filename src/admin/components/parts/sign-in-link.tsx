import type { ReactNode } from 'react';
import { SESSION_ENDED } from '../../../web/session-ended.ts';
import { siteUrl } from './site-url.ts';

/** The way to a new session beside the message that the old one has ended. */
export function SignInLink({ message }: { readonly message: string }): ReactNode {
  if (message !== SESSION_ENDED) return null;
  return (
    <>
      {' '}
      <a href={siteUrl('/login')} target="_blank" rel="noopener">
        Sign in in a new tab
      </a>
    </>
  );
}
