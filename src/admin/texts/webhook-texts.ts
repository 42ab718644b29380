/** What the panel says about webhooks, beyond the labels of their columns. */
export const webhookTexts = {
  resources: {
    webhooks: {
      actions: { new: 'Add a webhook' },
      labels: { secret: 'The secret' },
      buttons: { makeSecret: 'Make a new secret' },
      messages: {
        url: 'Where it is told, such as https://example.com/hooks. Redirects are not followed.',
        makeSecretIntro:
          'Whoever receives what {{name}} tells checks with its secret that it comes from here. A new one is shown once. For a day the former one counts as well.',
      },
    },
    webhook_deliveries: {
      buttons: {
        sendAgain_confirm:
          '{{name}} is told now, as if it had never failed, with the number that it had before.',
      },
    },
  },
};
