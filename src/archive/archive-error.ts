import { AppError } from '../errors.ts';

/** What is told of an archive that is not as it was written. */
export class ArchiveError extends AppError {
  constructor(message: string, cause?: unknown) {
    super('damaged_archive', 422, message);
    this.cause = cause;
  }
}
