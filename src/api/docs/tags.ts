/** Groups of operations, in the order of the documentation. */
export const TAGS = [
  { name: 'policies', description: 'States, lists, timelines and counts: on a day, as known at a moment' },
  { name: 'rows', description: 'All rows of a question as CSV or NDJSON, the same that exports have' },
  { name: 'diff', description: 'What changed, in the world and in what is known' },
  { name: 'developments', description: 'One development: to read, to correct, to retract' },
  { name: 'changes', description: 'Policies registered and amended, developments recorded, rulings made' },
  { name: 'events', description: 'The log: page by page, and as it grows' },
  {
    name: 'proof',
    description: 'That the log is what it was, and that an answer follows from it: checked offline',
  },
  { name: 'feeds', description: 'Atom and iCalendar' },
  { name: 'kinds', description: 'Kinds of developments, and the words for what they say' },
  { name: 'linked data', description: 'JSON-LD, DCAT and TimelineJS, for other programs' },
  { name: 'embeds', description: 'Pictures of a policy for pages of others' },
  { name: 'imports', description: 'Files of developments that are taken in' },
  { name: 'exports', description: 'Files to analyse and to cite' },
  { name: 'keys', description: 'API keys' },
  { name: 'problems', description: 'What each type of error means' },
  { name: 'operations', description: 'For those who run the service' },
];
