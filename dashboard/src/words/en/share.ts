/** Words of taking an answer elsewhere: copies, files, links. */
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
};
