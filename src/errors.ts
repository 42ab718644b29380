/** Messages by field name, as a form shows them. */
export type FieldErrors = Readonly<Record<string, string>>;

/**
 * An error whose text is meant for the person who caused it. Each face translates it once: to a page, an AdminJS
 * error, JSON or an exit code. Everything that is not an AppError is a fault of ours and answers 500 without details.
 */
export class AppError extends Error {
  /** Stable, machine-readable name of the refusal. */
  readonly code: string;
  /** HTTP status that a web face answers with. */
  readonly status: number;
  /** Messages by field, empty when the refusal concerns no single field. */
  readonly fields: FieldErrors;

  constructor(code: string, status: number, message: string, fields: FieldErrors = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** Input that breaks a rule, told at its fields. */
export class InvalidInputError extends AppError {
  constructor(fields: FieldErrors, message = Object.values(fields)[0] ?? 'The input is not valid.') {
    super('invalid_input', 422, message, fields);
  }
}

/** The record does not exist, or this person may not know that it does. */
export class NotFoundError extends AppError {
  constructor(message = 'There is no such record.') {
    super('not_found', 404, message);
  }
}

/** The person is known and may not do this. */
export class ForbiddenError extends AppError {
  constructor(message = 'You are not allowed to do this.') {
    super('forbidden', 403, message);
  }
}

/** The person may do this, and first gives their own credentials once more: they last did so a while ago. */
export class ProofNeededError extends AppError {
  constructor() {
    super(
      'proof_needed',
      403,
      'Confirm that it is you first: it is a while since you gave your password. Nothing was saved.',
    );
  }
}

/** The step is not possible from the present state, or somebody else was faster. */
export class ConflictError extends AppError {
  constructor(message: string, fields: FieldErrors = {}) {
    super('conflict', 409, message, fields);
  }
}

/** The record was changed after the person saw it: what they meant may be no more. */
export class StaleError extends ConflictError {}

function inMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** Too many failures; `retryAfter` is in seconds. */
export class ThrottledError extends AppError {
  readonly retryAfter: number;

  constructor(retryAfter: number, what = 'Too many failed attempts.', inWhile = inMinutes(retryAfter)) {
    super('throttled', 429, `${what} Try again in ${inWhile}.`);
    this.retryAfter = retryAfter;
  }
}

/** As many attempts are under way as may fail: nobody looked at this one, and soon there is room again. */
export class CrowdedError extends ThrottledError {
  constructor() {
    super(3, 'Too many attempts are under way at this moment.', 'a few seconds');
  }
}

/** More than one person may do in a while; what to do then stands in the message. */
export class LimitError extends AppError {
  constructor(message: string) {
    super('limit', 429, message);
  }
}

/** The database or the disk is locked, unreachable, full or otherwise unable to serve now; trying again may help. */
export class UnavailableError extends AppError {
  constructor(message = 'The portal is busy. Please try again in a moment.', fields: FieldErrors = {}) {
    super('unavailable', 503, message, fields);
  }
}
