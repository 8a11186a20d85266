const size = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const megabytes = (bytes: number) => `${size.format(bytes / 1_000_000)} MB`;

export const downloadWords = {
  underWay: (bytes: number) => `Downloading: ${megabytes(bytes)} so far`,
  stopped: 'Stopped. Nothing was saved.',
  done: (name: string, bytes: number) => `Downloaded: ${name}, ${megabytes(bytes)}. Your browser has saved it.`,
  download: 'Download',
  again: 'Download again',
  stop: 'Stop',
  close: 'Close',
} as const;

export const cardExportWords = {
  title: 'Download for the card system',
  about:
    'You get a ZIP file with a sheet, cardholders.csv, and a folder of photos. It is recorded for each visitor that you downloaded them.',
  what: 'Which visitors?',
  choices: { new: 'New or changed since the last download', all: 'All with an ID card, and cards to collect' },
} as const;

export const listExportWords = {
  title: 'Export',
  about: 'You get everything that the filters leave, in the same order, however much of it is shown.',
  what: 'What to export',
  choices: {
    csv: 'The list, as a CSV file for Excel',
    events: 'What happened to these requests, as JSON lines without the visitors’ details',
  },
} as const;
