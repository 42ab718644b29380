/** What the panel says of how long things are kept. */
export const retentionTexts = {
  labels: {
    heading: 'Retention',
    rule_files: 'Files',
    rule_texts: 'Texts',
    years: 'Years after closing',
    numbers: 'Their numbers (CSV, the first 1,000)',
  },
  buttons: { try: 'See what would go', switchOn: 'Switch on', switchOff: 'Switch off' },
  messages: {
    intro:
      'Files, and later texts, of complaints that were closed long ago can be removed by themselves, once a day. Numbers, dates, states, ratings and all figures stay, and so does what is linked to something younger. Backups have what is gone until they age.',
    off: 'Off: kept for good.',
    on_files: 'On: removed {{years}} years after closing.',
    on_texts: 'On: removed {{years}} years after closing, once the files are gone.',
    tried_files: '{{files}} files ({{mb}} MB) of {{complaints}} complaints would be removed.',
    tried_texts: 'The texts of {{complaints}} complaints would be removed.',
    ask_files: 'Remove files {{years}} years after closing? It begins within a day and cannot be undone.',
    ask_texts: 'Remove texts {{years}} years after closing? It begins within a day and cannot be undone.',
    set: 'The rule is set.',
  },
};
