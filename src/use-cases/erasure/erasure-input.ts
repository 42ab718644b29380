import { z } from 'zod';

/** What becomes of what somebody wrote: it stays without them, or goes as well. */
export const TEXTS = ['keep', 'erase'] as const;

/** What is typed and chosen to erase a person. */
export const erasureInput = z.strictObject({
  /** As the person is called, so that nobody is erased by a slip. */
  name: z.string('Type the name.').max(400, 'This is not the name.'),
  texts: z.enum(TEXTS, 'The texts are kept or erased.').default('keep'),
});
