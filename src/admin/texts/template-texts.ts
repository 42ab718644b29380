/** What the panel says about reply templates, beyond the labels of their columns. */
export const templateTexts = {
  actions: { new: 'Add a reply template' },
  messages: {
    noRecordsInResource:
      'No reply templates yet. Keep here what you answer often: typing / in a reply or note offers it.',
    placeholders:
      'In double braces, the words reporter, number and assignee become those of the complaint at which it is inserted.',
  },
};
