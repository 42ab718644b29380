import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { SignInLink } from '../parts/sign-in-link.tsx';

/** Why a step was refused; it is read out as soon as it appears. */
export function Refusal({ message }: { readonly message: string }): ReactNode {
  const { translateMessage } = useTranslation();
  if (message === '') return null;
  return (
    <div className="p-message p-message-error" role="alert">
      {message === 'actionFailed' ? translateMessage(message) : message}
      <SignInLink message={message} />
    </div>
  );
}
