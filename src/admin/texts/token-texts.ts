/** What the panel says about API clients and tokens, whosever they are. */
export const tokenTexts = {
  labels: {
    tokens: 'API tokens',
    tokenSecret: 'The token',
    tokenScopesNone: 'What everybody may: own complaints and the FAQ',
    tokenUntil: 'Works until {{when}}',
    tokenOver: 'Expired on {{when}}',
    tokenNever: 'never used',
    tokenUsed: 'last used',
    tokenFrom: 'from {{address}}',
  },
  buttons: { revokeToken: 'Revoke', rotateToken: 'Rotate', makeToken: 'Make a token' },
  messages: {
    tokensNone: 'None.',
    revokeToken: 'Revoke the token {{name}}? Programs that use it are refused from now on.',
    rotateToken:
      'Make a new token in place of {{name}}? It is shown once. For a day the former one works as well.',
  },
  resources: {
    api_clients: {
      actions: { new: 'Add an API client' },
      labels: { secret: 'The token' },
      messages: {
        groupIds:
          'What its groups may do, its tokens may at most. You can choose groups that may no more than you.',
        makeTokenIntro:
          'With a token a program acts as {{name}}. It is shown once; whoever has it can do what you tick.',
        makeTokenNothing: '{{name}} has no rights that you could hand on: put it into a group first.',
        tokenBefore: 'This form was sent before: its token was shown then. Revoke it, and make another one.',
        tokenName: 'What it is for, such as Night job',
      },
      buttons: { deactivate: 'Deactivate' },
    },
  },
};
