/** What the panel says when the session ended under a page. */
export const sessionTexts = {
  buttons: { signIn: 'Sign in', notNow: 'Not now', signInWith: 'Sign in with {{service}}' },
  labels: { username: 'Username or e-mail', password: 'Password' },
  messages: {
    signInAgain: 'Sign in again',
    signInAgainHelp:
      'Your session has ended. Sign in as {{name}}, and what you were doing goes on. Nothing is lost.',
    signInFailed: 'The portal could not be reached. Please try again.',
  },
};
