import { z } from 'zod';
import { PASSKEY_NAME_LENGTH } from '../../models/passkey.ts';
import { requiredText } from '../complaints/steps/step-input.ts';

/** Longest answer of a browser, in characters; the longest usual ones have some thousand. */
const ANSWER_LENGTH = 20_000;
/** A credential's id has at most 1023 bytes. */
const ID_LENGTH = 1364;
/** Ways to reach a passkey; browsers may come to know more of them. */
const MOST_TRANSPORTS = 10;
const STRANGE = 'This is no answer of a passkey. Try once more.';

const bytes = z.string(STRANGE).regex(/^[\w-]+$/, STRANGE);
const id = bytes.max(ID_LENGTH, STRANGE);
const common = { id, rawId: id, type: z.literal('public-key', STRANGE) };

/** What a browser says, as the text of its form. */
function said<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string(STRANGE)
    .max(ANSWER_LENGTH, STRANGE)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: STRANGE });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** The answer of a passkey that is there. */
export const proofInput = said(
  z.object(
    {
      ...common,
      response: z.object(
        {
          clientDataJSON: bytes,
          authenticatorData: bytes,
          signature: bytes,
          userHandle: z.string(STRANGE).max(ID_LENGTH, STRANGE).optional(),
        },
        STRANGE,
      ),
    },
    STRANGE,
  ),
).transform((answer) => ({ ...answer, clientExtensionResults: {} }));

/** A new passkey, and how its owner calls it. */
export const newPasskeyInput = z.object({
  name: requiredText('The name', 'Give the passkey a name, such as that of the device.', PASSKEY_NAME_LENGTH),
  answer: said(
    z.object(
      {
        ...common,
        response: z.object(
          {
            clientDataJSON: bytes,
            attestationObject: bytes,
            transports: z
              .array(z.string(STRANGE).regex(/^[a-z-]{1,15}$/, STRANGE), STRANGE)
              .max(MOST_TRANSPORTS, STRANGE)
              .optional(),
          },
          STRANGE,
        ),
      },
      STRANGE,
    ),
  ).transform((answer) => ({ ...answer, clientExtensionResults: {} })),
});

/** What a passkey says that is there. */
export type PasskeyAnswer = z.output<typeof proofInput>;
