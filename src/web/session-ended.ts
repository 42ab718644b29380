/** Told to a page whose session has ended while something was typed into it. */
export const SESSION_ENDED =
  'Your session has ended, so nothing was saved. What you typed is still here: sign in in a new tab, then come back and send it again.';
/** By this a page of the panel knows that its person has to confirm who they are before what it sent is done. */
export const PROOF_NEEDED = 'ProofNeeded';
/** The header by which a page of the panel says as whom it was opened. */
export const OPENED_AS = 'x-opened-as';
