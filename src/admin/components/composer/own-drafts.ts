import { draftsOf } from '../../../look/public/drafts.js';

/** What whoever opened this page wrote in this browser and did not send. */
export const ownDrafts = draftsOf(window.REDUX_STATE.session?.id ?? '');

// Whoever signs out leaves nothing behind for others who use this browser.
addEventListener('submit', ({ target }) => {
  if (target instanceof HTMLFormElement && new URL(target.action).pathname.endsWith('/logout'))
    ownDrafts.dropAll();
});
