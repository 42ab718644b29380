/** What the panel says about assignment rules, beyond the labels of their columns. */
export const ruleTexts = {
  actions: { new: 'Add an assignment rule' },
  labels: {
    any: 'any',
    complaint: 'Complaint',
    to: 'Would go to',
    byRule: 'By the rule',
    trialRows: 'Complaints that somebody would have got',
    nobody: 'nobody',
  },
  buttons: {
    move_up: 'Move {{name}} up',
    move_down: 'Move {{name}} down',
    tryRule: 'Try on the last 100 complaints',
  },
  messages: {
    words: 'With commas between them; one is enough, in the title or the description, whole and in any case.',
    share: '{{count}} to {{name}}',
    trial: 'Of the last {{count}} complaints would have gone, by all rules with this one: {{shares}}.',
    trialNone: 'There is no complaint to try it on yet.',
  },
};
