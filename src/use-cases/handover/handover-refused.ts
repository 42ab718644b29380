import { AppError } from '../../errors.ts';

interface Refusal {
  readonly status: number;
  readonly heading: string;
  readonly message: string;
}

const AGAIN = 'Go back to the main portal and open the IT portal from there once more.';

const REFUSALS = {
  unknown: {
    status: 403,
    heading: 'The main portal’s ID of you is not known here',
    message:
      'Nobody here has the ID by which the main portal named you. Ask IT to write it into your profile.',
  },
  inactive: {
    status: 403,
    heading: 'Your account here is not active',
    message:
      'The main portal knows you, but your account in the IT portal was switched off. Ask IT about it.',
  },
  clashing: {
    status: 409,
    heading: 'Several people here have your main portal ID',
    message: 'The IT portal cannot tell which of them you are. Ask IT to set the ID right.',
  },
  used: {
    status: 410,
    heading: 'This way in was used already',
    message: `Each time the main portal opens the IT portal for you, that works once. ${AGAIN}`,
  },
  expired: {
    status: 410,
    heading: 'This way in is too old',
    message: `It works for a minute. ${AGAIN} If it is too old each time, the clocks of the two differ: tell IT.`,
  },
  elsewhere: {
    status: 401,
    heading: 'This way in belongs to another site',
    message: `The main portal made it for another site than this one. ${AGAIN}`,
  },
  malformed: {
    status: 422,
    heading: 'The main portal’s request was not in order',
    message: 'Something is missing in what the main portal sent along, or is too long. Tell IT about it.',
  },
  forged: {
    status: 401,
    heading: 'This way in is not valid',
    message: `What was sent has not the signature of the main portal. ${AGAIN}`,
  },
} satisfies Readonly<Record<string, Refusal>>;

/** The main portal handed somebody over who is not let in; its message says what they can do. */
export class HandoverRefusedError extends AppError {
  readonly heading: string;
  /** The person it named, where that is certain. */
  readonly userId: number | null;

  constructor(reason: keyof typeof REFUSALS, userId: number | null = null) {
    const { status, heading, message } = REFUSALS[reason];
    super(`handover_${reason}`, status, message);
    this.heading = heading;
    this.userId = userId;
  }
}
