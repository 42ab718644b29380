import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** What is typed beside a password: a code of an app or a recovery code, or a recovery code alone. */
export type DueFactor = 'app' | 'recovery';

interface ProofFieldsProps {
  /** Undefined: the password alone is asked for. */
  readonly due: DueFactor | undefined;
  /** The field that was refused. */
  readonly refused: string;
}

function CodeLine({ due, isRefused }: { readonly due: DueFactor; readonly isRefused: boolean }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div className="p-field">
      <label htmlFor="p-proof-code">{translateLabel(due === 'app' ? 'ownCode' : 'ownRecoveryCode')}</label>
      <input
        id="p-proof-code"
        name="code"
        autoComplete={due === 'app' ? 'one-time-code' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        aria-describedby="p-proof-told"
        aria-invalid={isRefused || undefined}
      />
    </div>
  );
}

/** One's own credentials: the password, and what is asked for beside it. */
export function ProofFields({ due, refused }: ProofFieldsProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <>
      <div className="p-field">
        <label htmlFor="p-proof-password">{translateLabel('ownPassword')}</label>
        <input
          id="p-proof-password"
          name="password"
          type="password"
          autoComplete="current-password"
          aria-describedby="p-proof-told"
          aria-invalid={refused === 'password' || undefined}
        />
      </div>
      {due !== undefined && <CodeLine due={due} isRefused={refused === 'code'} />}
    </>
  );
}
