import { AppError } from '../../errors.ts';

interface Refusal {
  readonly status: number;
  readonly message: string;
}

const OTHERWISE = 'Sign in another way';

const REFUSALS = {
  unknown: {
    status: 401,
    message: `The portal does not know this passkey: it was removed here, or is of another portal. ${OTHERWISE}.`,
  },
  not_asked: {
    status: 400,
    message: 'This did not begin in this browser, or cookies are blocked. Try once more.',
  },
  late: { status: 401, message: 'That took too long: an answer counts for five minutes. Try once more.' },
  used: { status: 410, message: 'This answer of your passkey was used already. Try once more.' },
  other_site: {
    status: 403,
    message:
      'Your passkey answered a page of another address than the portal’s. Open the portal by its own address.',
  },
  forged: {
    status: 401,
    message: `The answer of your passkey cannot be believed. Try once more, or sign in another way.`,
  },
  certified: {
    status: 422,
    message: 'This device tells more of itself than the portal asks for. Use another one.',
  },
  other_person: { status: 403, message: 'This passkey belongs to somebody else.' },
  counter: {
    status: 403,
    message: `This passkey was used elsewhere since it was last used here, so there may be a copy of it. ${OTHERWISE}, remove it in your profile, and tell IT.`,
  },
  inactive: { status: 403, message: 'Your account is not active. Ask IT about it.' },
  sso_only: {
    status: 403,
    message: 'Passkeys of the portal are for its superusers alone. Sign in as everybody does here.',
  },
  known: { status: 409, message: 'This passkey is there already.' },
} satisfies Readonly<Record<string, Refusal>>;

/** Why a passkey counts for nothing. */
export type PasskeyReason = keyof typeof REFUSALS;

/** A passkey counts for nothing; the message says what its owner can do. */
export class PasskeyRefusedError extends AppError {
  /** Whose it is, where that is known. */
  readonly userId: number | null;

  constructor(reason: PasskeyReason, userId: number | null = null) {
    const { status, message } = REFUSALS[reason];
    super(`passkey_${reason}`, status, message);
    this.userId = userId;
  }
}
