/** What the bell opens. */
export const bellTexts = {
  labels: {
    notifications: 'Notifications',
    nothingTold: 'Nothing yet',
    noNews: 'The notifications could not be loaded. Close this and try again.',
    allNotifications: 'All notifications',
    notificationSettings: 'Settings',
  },
  buttons: { markAllRead: 'Mark all read' },
};
