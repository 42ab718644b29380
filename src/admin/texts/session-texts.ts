/** What the panel says when the session ended under a page, or its person has to confirm who they are. */
export const sessionTexts = {
  buttons: {
    signIn: 'Sign in',
    notNow: 'Not now',
    giveSecondFactor: 'Give the second factor',
    signInWith: 'Sign in with {{service}}',
    confirmAndGoOn: 'Confirm and go on',
    aPasskey: 'a passkey',
    confirmWith: 'Confirm with {{service}}',
    setPasswordByLink: 'Set a password',
  },
  labels: {
    username: 'Username or e-mail',
    password: 'Password',
    ownPassword: 'Your password',
    ownCode: 'Code of your app, or a recovery code',
    ownRecoveryCode: 'Recovery code',
  },
  messages: {
    signInAgain: 'Sign in again',
    signInAgainHelp:
      'Your session has ended. Sign in as {{name}}, and what you were doing goes on. Nothing is lost.',
    confirmYou: 'Confirm that it is you',
    confirmYouHelp:
      'It is a while since you signed in, and this could give others your rights. Enter your own credentials, and it goes on. Nothing is lost.',
    confirmYouElsewhere:
      'It is a while since you signed in, and this could give others your rights. Confirm in a new tab, then come back: it goes on. Nothing is lost.',
    signInFailed: 'The portal could not be reached. Please try again.',
  },
};
