/**
 * Why nothing came of a sign-in at a provider: it does not answer, refuses the portal itself, or its answer is too old,
 * was used, is not to be believed, or cannot be understood.
 */
export type ProviderFault = 'away' | 'cancelled' | 'refused' | 'used' | 'expired' | 'forged' | 'malformed';

/** Nothing came of a sign-in at a provider; what exactly was wrong is its cause. */
export class ProviderError extends Error {
  readonly fault: ProviderFault;

  constructor(fault: ProviderFault, cause?: unknown) {
    super(`the sign-in service: ${fault}`, { cause });
    this.name = 'ProviderError';
    this.fault = fault;
  }
}
