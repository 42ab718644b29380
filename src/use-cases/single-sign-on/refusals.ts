import { AppError } from '../../errors.ts';
import type { ProviderFault } from '../../sign-on/faults.ts';

interface Refusal {
  readonly status: number;
  readonly heading: string;
  readonly message: string;
}

const AGAIN = 'Try to sign in once more.';

/** What came of a sign-in at the service itself. */
const AT_THE_SERVICE: Readonly<Record<ProviderFault, Refusal>> = {
  away: {
    status: 503,
    heading: 'The sign-in service does not answer',
    message: 'Try again in a moment. Whoever has a password of the portal can sign in with that meanwhile.',
  },
  cancelled: {
    status: 403,
    heading: 'You were not signed in',
    message: `The sign-in service did not let you in, or you went back. ${AGAIN}`,
  },
  refused: {
    status: 502,
    heading: 'The portal and the sign-in service do not understand each other',
    message: 'Something is set wrong at one of the two. Tell IT about it.',
  },
  used: {
    status: 410,
    heading: 'This way in was used already',
    message: `Each sign-in works once, and for a short while. ${AGAIN}`,
  },
  expired: {
    status: 401,
    heading: 'The answer of the sign-in service is too old',
    message: `${AGAIN} If it is too old each time, the clocks of the two differ: tell IT.`,
  },
  forged: {
    status: 401,
    heading: 'The answer of the sign-in service cannot be believed',
    message: `It is not signed as it should be, or was made for somebody or something else. ${AGAIN}`,
  },
  malformed: {
    status: 502,
    heading: 'The answer of the sign-in service is not in order',
    message: 'Something in what it says of you cannot be understood. Tell IT about it.',
  },
};

/** Who somebody is here. */
const HERE = {
  other_browser: {
    status: 400,
    heading: 'This sign-in did not begin here',
    message: `It began in another browser, or too long ago, or cookies are blocked. ${AGAIN}`,
  },
  unverified: {
    status: 403,
    heading: 'Your e-mail address is not verified',
    message:
      'The sign-in service has not made sure that your e-mail address is yours. Verify it there, then sign in once more.',
  },
  no_email: {
    status: 403,
    heading: 'The sign-in service does not tell your e-mail address',
    message: 'The portal knows people by it. Ask IT about it.',
  },
  no_portal_id: {
    status: 403,
    heading: 'The sign-in service does not tell your main portal ID',
    message: 'The portal knows people by it. Ask IT about it.',
  },
  unknown: {
    status: 403,
    heading: 'You have no account here yet',
    message:
      'You signed in, but nobody in the IT portal is known by what the sign-in service says of you. Ask IT.',
  },
  ambiguous: {
    status: 409,
    heading: 'Several people here could be you',
    message:
      'What the sign-in service says of you fits more than one person in the IT portal. Ask IT to set it right.',
  },
  inactive: {
    status: 403,
    heading: 'Your account here is not active',
    message:
      'The sign-in service knows you, but your account in the IT portal was switched off. Ask IT about it.',
  },
  linked_otherwise: {
    status: 409,
    heading: 'Your account here belongs to another sign-in',
    message:
      'The person here who fits signs in by another account of the sign-in service. If both are yours, ask IT to take the old link away.',
  },
  other_account: {
    status: 403,
    heading: 'This is another account than yours',
    message:
      'The sign-in service says that you are somebody else than who is signed in here, so nothing was confirmed. Confirm with your own account.',
  },
  not_asked: {
    status: 403,
    heading: 'The sign-in service did not ask who you are',
    message: `It has to ask for your credentials again, and to say when it did. ${AGAIN} If it does not ask each time, tell IT.`,
  },
  not_created: {
    status: 409,
    heading: 'Your account here could not be made',
    message: 'You signed in for the first time, and what the sign-in service says of you cannot be stored.',
  },
} satisfies Readonly<Record<string, Refusal>>;

const REFUSALS: Readonly<Record<ProviderFault | keyof typeof HERE, Refusal>> = {
  ...AT_THE_SERVICE,
  ...HERE,
};

/** Why single sign-on lets somebody not in. */
export type RefusalReason = keyof typeof REFUSALS;

/** Of these somebody may have tried something that they should not. */
const SUSPICIOUS: ReadonlySet<RefusalReason> = new Set(['forged', 'used', 'expired', 'other_browser']);

/** Somebody is not let in by single sign-on; the message says what they can do. */
export class SingleSignOnRefusedError extends AppError {
  readonly heading: string;
  readonly isSuspicious: boolean;
  /** The person here whom it concerns, where that is certain. */
  readonly userId: number | null;

  /** @param more a sentence that says what exactly is wrong. */
  constructor(reason: RefusalReason, userId: number | null = null, more = '') {
    const { status, heading, message } = REFUSALS[reason];
    super(`sso_${reason}`, status, more === '' ? message : `${message} ${more}`);
    this.heading = heading;
    this.isSuspicious = SUSPICIOUS.has(reason);
    this.userId = userId;
  }
}
