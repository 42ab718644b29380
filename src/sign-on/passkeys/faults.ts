/**
 * Why an answer of a passkey counts for nothing: what it answers was not asked of this browser, or too long ago; it is of
 * another site's page; it shows certificates, which were not asked for; it is not to be believed otherwise.
 */
export type PasskeyFault = 'not_asked' | 'late' | 'other_site' | 'certified' | 'forged';

/** An answer of a passkey counts for nothing; what exactly was wrong is its cause. */
export class PasskeyError extends Error {
  readonly fault: PasskeyFault;

  constructor(fault: PasskeyFault, cause?: unknown) {
    super(`the passkey: ${fault}`, { cause });
    this.name = 'PasskeyError';
    this.fault = fault;
  }
}
