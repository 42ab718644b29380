/** What targets and calendars tell of complaints that are yet to be filed. */
const foresight = {
  labels: {
    filedAt: 'Filed at ({{zone}})',
    target: 'Target',
    firstResponse: 'First response by',
    resolution: 'Resolved by',
    foreseen: 'When it would be due',
    never: 'never: it is not open within ten years',
  },
  buttons: { foresee: 'When would it be due?' },
  messages: { foreseen: 'A complaint filed at {{filed}} ({{zone}}) would be due:', filedAt: 'Empty: now.' },
};

const service_targets = {
  actions: { new: 'Add a service target' },
  labels: { ...foresight.labels, any: 'any' },
  buttons: foresight.buttons,
  messages: {
    ...foresight.messages,
    anyOf: 'Empty: of any. The target that says most about a complaint counts.',
    workingMinutes: 'In working minutes: 240 are four hours. Empty: no such target.',
  },
};

const calendars = {
  actions: { new: 'Add a calendar', importHolidays: 'Import holidays' },
  labels: {
    ...foresight.labels,
    hoursHint: 'For each day, such as 09:00-13:00, 14:00-18:00. A day ends at 24:00. Empty: closed.',
    closed: 'closed',
    copyToWeekdays: 'Copy Monday to Friday',
    aroundTheClock: 'Around the clock',
    importFile: 'Calendar file',
    firstYear: 'From year',
    lastYear: 'To year',
    wouldImport: 'What this file would do',
    imported: 'What was done',
    rowsOfFile: 'Days of the file',
    take: 'Add',
    day: 'Day',
    holiday: 'Name',
    outcome: 'Becomes',
    details: 'Why, or what else',
    outcome_added: 'Added',
    outcome_there: 'As before',
    outcome_left: 'Left out',
    outcome_refused: 'Refused',
    noDay: 'no day',
  },
  buttons: {
    ...foresight.buttons,
    importNow: 'Add ({{count}})',
    toHolidays: 'To the holidays',
    moreRows: 'Show more ({{count}} left)',
  },
  messages: {
    ...foresight.messages,
    importIntro:
      'A calendar file (.ics) as calendars on phones, in mail programs and of public authorities are saved or sent. Whole days become holidays, those that come every year in each of the years; what is cut short by a time of day does not. First you see what would be done, and can leave days out.',
    importHint: 'Choose a file or drop it here: at most 1 MB.',
    importBusy: 'Reading the file …',
    importNothing: 'Nothing to add',
    otherYears: 'Of other years alone: {{count}}.',
    zone: 'Such as Asia/Kolkata or Europe/Berlin: the hours are meant there.',
  },
};

const holidays = { actions: { new: 'Add a holiday' } };

/** What the panel says about service targets, calendars and holidays, and what it calls them. */
export const targetTexts = {
  labels: {
    service_targets: 'Service targets',
    calendars: 'Calendars',
    holidays: 'Holidays',
  },
  resources: { service_targets, calendars, holidays },
};
