/** What the panel says about statuses. */
export const statusTexts = {
  actions: { new: 'Add a status' },
  messages: {
    ownStatus:
      'The steps of a complaint lead to the seven statuses that the portal came with. One of your own is for complaints that come from elsewhere: it can be shown and filtered by, and its category says what can be done next.',
  },
};
