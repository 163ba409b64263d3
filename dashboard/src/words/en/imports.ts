/** Words of imports. */
export const imports = {
  importFile: 'File (NDJSON, CSV or XLSX)',
  detected: 'Detect',
  encoding: 'Encoding',
  delimiter: 'Delimiter',
  delimiters: { comma: 'Comma (,)', semicolon: 'Semicolon (;)', tab: 'Tab' },
  sheet: 'Sheet',
  ignoreRecordedTimes: 'Without recorded times: record the lines now, whatever recordedAt they give',
  sampleRows: 'First rows of the file',
  lineNumber: 'Line',
  mapping: 'What the columns mean',
  mappingHelp:
    'Choose the kind. Then go to a member below and choose its column above; or type a text for all rows, such as jp-{id}. What is empty is left out.',
  mappedKind: 'Kind of development',
  importKind: 'Choose a kind',
  columnFor: (member: string) => `The column that you choose now is for: ${member}`,
  targets: {
    policy: 'Policy',
    effective: 'In effect (date)',
    sourceTitle: 'Source: title',
    sourceUrl: 'Source: link',
    publisher: 'Source: publisher',
    published: 'Published (date)',
    externalId: 'Name of the row (externalId), so that it can be imported again',
    note: 'Note',
  },
  saveMapping: 'Save the mapping',
  loadMapping: 'Load a mapping (JSON)',
  noMapping: 'That file is not a mapping: it must be a JSON object.',
  rejectAt: (line: number, pointer: string) => `Line ${String(line)}${pointer === '' ? '' : ` ${pointer}`}`,
  firstRejects: (shown: number, all: number) =>
    shown < all
      ? `The first ${String(shown)} of ${String(all)} rejected lines`
      : `Rejected lines: ${String(all)}`,
  firstWarned: (shown: number, all: number) =>
    shown < all
      ? `The first ${String(shown)} of ${String(all)} lines with a warning`
      : `Lines with a warning: ${String(all)}`,
  saysOtherwise: (field: string, value: string) =>
    `another source says otherwise of the same day, and this line replaces it: ${field}: ${value}`,
};
