/** Words for copies, files and links of an answer. */
export const share = {
  copyJavascript: 'JavaScript',
  chooseColumns: 'Choose columns of the CSV',
  basisColumns: 'The file says so in columns of its own.',
  fieldColumns: 'Fields, each in a column',
  fieldColumnsHelp:
    'Paths with commas between them. Each gets its value and, where that is in doubt, what it may be.',
  headings: 'Headings',
  headingsNames: 'names, for programs',
  headingsWords: 'words in English',
  findPolicy: 'Find a policy',
  noSuchPolicy: (id: string) => `There is no policy ${id} here`,
  notKnownOn: (title: string, basis: string) => `${title}: nothing was known of it. ${basis}.`,
  asKnownNow: 'Show it as known now',
  proof: 'Proof',
  proofHelp: 'Save a file that proves this answer',
  proofSaved:
    'The file proves this answer to anyone, offline: that each event is in the log unchanged, and that none was left out. Check it with',
  proofKey: 'The key of the log',
  copyLink: 'Copy link to this answer',
  copyLinkHelp: 'A page that keeps showing this very answer, whatever is recorded later',
  stillBest: 'Nothing recorded since changes this answer.',
  changedSince: (fields: string) => `What was recorded since changes it: ${fields}.`,
  showChanges: 'Show what changed',
  whatChangedWeek: 'What changed this week',
  changesOfAll: 'What changed',
  firstPage: 'First page',
};
