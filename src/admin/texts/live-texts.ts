/** What a page says about others while it is open. */
export const liveTexts = {
  labels: {
    isWriting: '{{name}} (writing)',
    alsoHere: 'Also here: {{names}}',
    andMoreNews: 'and {{count}} more',
    listChanged: 'This list has changed',
  },
  buttons: { showNews: 'Show' },
};
