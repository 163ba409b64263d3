/** Words of the list of policies. */
export const overview = {
  policies: 'Policies',
  filters: 'Filters',
  searchHelp: 'In titles, developments and sources',
  countsHelp: 'Each number counts the policies that pass all other filters on this day.',
  countOf: (shown: number, all: number) =>
    shown === all
      ? `${all.toLocaleString('en')} policies`
      : `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} policies`,
  pages: 'Pages',
  rowsOf: (from: number, to: number, total: number | undefined) =>
    `${from.toLocaleString('en')} to ${to.toLocaleString('en')}${total === undefined ? '' : ` of ${total.toLocaleString('en')}`}`,
  previousPage: 'Previous page',
  search: 'Search',
  status: 'Status',
  area: 'Area',
  jurisdiction: 'Jurisdiction',
  existence: 'Existence',
  all: 'all',
  notSaid: 'not said',
  doubtful: 'doubtful',
  columns: 'Columns',
  clearFilters: 'Clear filters',
  nothingFits: 'No policy fits these filters.',
  statusOverTime: 'Status over time',
  chartHelp:
    'How many of the policies that pass the filters had each status on these days. Choose a bar to go to its day.',
  title: 'Title',
  expectedNext: 'Expected next',
  developmentsCount: 'Developments',
  id: 'Id',
  copyAs: 'Copy as',
  copyCall: 'API call',
  copyCurl: 'curl',
  copyCli: 'Command line',
  copyExportCurl: 'Export, with curl',
  copyExportCli: 'Export, on the command line',
  copied: 'Copied',
  downloadCsv: 'Download CSV',
  downloadCsvHelp: 'A file of what this page shows, on this basis',
  exportTooMany: 'No file can be made of this search: narrow it, or use status, area and jurisdiction only.',
  register: 'Register a policy',
};
