/** The panel's texts of the audit log. */
export const auditTexts = {
  buttons: { older: 'Older', newest: 'Newest' },
  labels: {
    listed: 'Events',
    who: 'Who',
    what: 'What',
    origin: 'Through',
    when: 'When',
    record: 'Record',
    changes: 'What changed',
    change: '{{field}}: {{from}} → {{to}}',
    complaint: 'Complaint {{id}}',
    place: '{{origin}}, {{address}}',
  },
  messages: { noEvents: 'Nothing matches.', noHistory: 'Nothing is told of this record.' },
};
