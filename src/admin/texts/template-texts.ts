/** What the panel says about reply templates, beyond the labels of their columns. */
export const templateTexts = {
  actions: { new: 'Add a reply template' },
  messages: {
    placeholders:
      'In double braces, the words reporter, number and assignee become those of the complaint at which it is inserted.',
  },
};
