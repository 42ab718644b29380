import type { ReactElement, ReactNode } from 'react';

/** What asks for a passkey. */
export interface PasskeyFormProps {
  /** Takes the answer; `question` below it says what is to be asked. */
  readonly action: string;
  /** A new one, or one that is there; at the sign-in it also stands in the list of the field for the name. */
  readonly kind: 'new' | 'proof' | 'sign-in';
  readonly label: string;
  readonly isPrimary?: boolean;
  readonly isWide?: boolean;
  /** Its other fields. */
  readonly children?: ReactNode;
}

/** A form that asks for a passkey; it is hidden where the browser knows none, or scripts do not run. */
export function PasskeyForm({
  action,
  kind,
  label,
  isPrimary = false,
  isWide = false,
  children,
}: PasskeyFormProps): ReactElement {
  const look = isPrimary ? 'btn-primary' : 'btn-outline-secondary';
  return (
    <form method="post" action={action} data-passkey={kind} hidden>
      <input type="hidden" name="answer" />
      {children}
      <p className="field-error passkey-told" role="alert" />
      <button type="submit" className={`btn ${look}${isWide ? ' btn-wide' : ''}`}>
        {label}
      </button>
    </form>
  );
}
