import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** Why a step was refused; it is read out as soon as it appears. */
export function Refusal({ message }: { readonly message: string }): ReactNode {
  const { translateMessage } = useTranslation();
  if (message === '') return null;
  return (
    <div className="p-message p-message-error" role="alert">
      {message === 'actionFailed' ? translateMessage(message) : message}
    </div>
  );
}
