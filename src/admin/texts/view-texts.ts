/** What the panel says about views that people keep, and about the queue's columns. */
export const viewTexts = {
  buttons: {
    saveView: 'Save view',
    saveNewView: 'Save as new view',
    replaceView: 'Save to “{{name}}”',
    moreViews: 'More',
    keepView: 'Save',
    renameView: 'Rename or share',
    renameOwnView: 'Rename',
    deleteView: 'Delete',
    columns: 'Columns',
    usualColumns: 'Show the usual ones',
  },
  labels: {
    moreViews: 'More views',
    saveView: 'Save this view',
    changeView: 'Change the view',
    viewMenu: 'Change the view {{name}}',
    viewName: 'Name',
    shareView: 'Share with everybody',
    sharedView: 'shared',
  },
  messages: {
    shareViewHint: 'Everybody who sees the queue finds it among their views.',
    deleteView_confirm: 'Delete the view {{name}}? No complaint is touched.',
    deleteSharedView_confirm: 'Delete the view {{name}}? It goes for everybody. No complaint is touched.',
  },
};
