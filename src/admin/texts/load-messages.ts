/** What the panel says of a page that could not be loaded. */
export const loadMessages = {
  load_offline: 'No connection',
  load_offlineHelp:
    'The portal could not be reached. Please check your network; the page is loaded as soon as it is back.',
  load_forbidden: 'You may not see this',
  load_forbiddenHelp: 'Your groups do not allow it.',
  load_gone: 'Nothing is here',
  load_goneHelp: 'There is no such record, or you may not see it.',
  load_fault: 'Something went wrong',
  load_faultHelp: 'The page could not be loaded. Nothing that was saved is lost.',
};
