import { log } from '../../log.ts';
import { ProviderError } from '../../sign-on/faults.ts';
import { SingleSignOnRefusedError } from './refusals.ts';

/** What is told of a provider's fault; what exactly it was stands in the log. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  if (error.fault !== 'cancelled') log.warn({ err: error.cause ?? error }, error.message);
  return new SingleSignOnRefusedError(error.fault);
}
