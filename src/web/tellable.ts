import { AppError, UnavailableError } from '../errors.ts';

/** What a person can do something about: mend what was typed, or try again in a moment. */
export function isTellable(error: unknown): error is AppError {
  return error instanceof AppError && (error.status < 500 || error instanceof UnavailableError);
}
