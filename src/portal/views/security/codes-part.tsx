import type { ReactElement } from 'react';
import { FEW_CODES } from '../../../use-cases/second-factor/recovery-codes.ts';
import { Marks } from '../form-marks.tsx';
import { ProofField, type PartProps } from './app-part.tsx';

/** How many recovery codes there are, in words. */
export function codesLeft(count: number): string {
  if (count === 0) return 'You have no recovery codes left.';
  return `You have ${count} ${count === 1 ? 'recovery code' : 'recovery codes'} left.`;
}

/** The codes for whoever loses their phone. */
export function CodesPart({ factors, marks, errors }: PartProps): ReactElement {
  const { recoveryCodes } = factors;
  const isTried = errors.message !== undefined || Object.keys(errors.fields).length > 0;
  return (
    <section className="panel" aria-labelledby="codes">
      <h2 id="codes">Recovery codes</h2>
      <p>
        {recoveryCodes <= FEW_CODES ? <strong>{codesLeft(recoveryCodes)}</strong> : codesLeft(recoveryCodes)}{' '}
        Each lets you in once when your phone is not at hand.
        {recoveryCodes <= FEW_CODES && ' Draw new ones.'}
      </p>
      <details open={isTried}>
        <summary>Draw new ones</summary>
        <form className="mt-2" method="post" action="/profile/security/codes" noValidate data-once>
          <Marks marks={marks} />
          <p className="hint">Those that you have kept work no more then.</p>
          <ProofField prefix="codes-" errors={errors} />
          <button type="submit" className="btn btn-outline-secondary">
            Draw new codes
          </button>
        </form>
      </details>
    </section>
  );
}
