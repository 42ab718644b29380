/** The panel's texts about groups and what they may do. */
export const groupTexts = {
  actions: { new: 'Add a group', permissions: 'Permissions' },
  buttons: {
    savePermissions: 'Save permissions',
    discardPermissions: 'Discard changes',
  },
  labels: {
    permissions: 'Permissions of the groups',
    aMemberMay: 'A member may …',
    memberMay: '{{group}}: {{allows}}',
    memberMayChanged: '{{group}}: {{allows}} (changed, not saved yet)',
    memberCount: 'members: {{count}}',
    allows: 'What they may do ({{count}})',
    allowsNothing: 'Nothing beyond the portal.',
    section_panel: 'Panel',
    section_complaints: 'Complaints',
    section_people: 'People',
    section_reference: 'Reference data',
    section_administration: 'Reports and administration',
    whatChanges: 'What changes',
    mayAlso: 'may from now on:',
    mayNoLonger: 'may no longer:',
  },
  messages: {
    permissionsIntro:
      'Somebody may do what any of their groups allows; superusers may do everything. A change counts from everybody’s next click on.',
    requiresSecondFactor:
      'Its people give more than a password when they sign in. Whoever has no second factor yet sets one up first, at their next click.',
    grantsOwnAlone: 'What you may not do yourself you can take away, but not grant.',
    nothingChanges:
      'Nothing yet. Tick or clear boxes above; what that means is told here before it is saved.',
    workIsGivenBack:
      'Members who no other group lets work on complaints give their open ones back: they are assigned to nobody then.',
  },
};
