/** What the lists of questions and answers are called. */
export const faqNames = { faqs: 'FAQ', faq_categories: 'FAQ categories' };

const moves = { move_up: 'Move {{name}} up', move_down: 'Move {{name}} down' };

/** What the panel says about questions and answers, beyond the labels of their columns. */
export const faqTexts = {
  faq_categories: { actions: { new: 'Add a category' }, buttons: moves },
  faqs: {
    actions: { new: 'Add a question and answer' },
    labels: { preview: 'Preview', picture: 'Describe the picture' },
    buttons: { ...moves, addPicture: 'Add a picture' },
    messages: {
      markdown:
        'Markdown: **bold**, *italic*, # heading, - list, 1. list, [text](https://…), `code`, ``` for several lines of it. Pictures can be pasted.',
      inactive: 'Until it is active, and so is its category, nobody reads it in the portal.',
      emptyPreview: 'What you write appears here as its readers see it.',
      noPreview: 'The preview could not be loaded. What you wrote is still here.',
      takingPicture: 'The picture is on its way …',
      noPicture: 'The picture did not arrive. Please try again.',
      pictureAdded:
        'The picture stands in the text now. Describe it between the brackets, for those who cannot see it.',
    },
  },
};
