/** What the panel says of the portal's health. */
export const healthTexts = {
  labels: {
    heading: 'Health',
    level_ok: 'OK',
    level_warning: 'Warning',
    level_problem: 'Problem',
    group_data: 'Data',
    group_work: 'Work',
    group_mail: 'Mail',
    group_programs: 'Other programs',
    group_files: 'Files',
    seeList: 'Show the list',
  },
  buttons: { again: 'Check again' },
  messages: {
    all_ok: 'All is well.',
    all_warning: 'Nothing is broken; something should be looked at.',
    all_problem: 'Something is wrong.',
    checkedAt: 'Checked',
    checking: 'Checking; this may take some seconds.',
    unchecked: 'Not checked, as the database or its tables are not there: {{names}}.',
    hint: 'The health page tells of a problem: {{names}}',
    hint_plural: 'The health page tells of problems: {{names}}',
  },
};
