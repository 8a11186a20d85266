const size = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const megabytes = (bytes: number) => `${size.format(bytes / 1_000_000)} MB`;

export const downloadWords = {
  underWay: (bytes: number) => `Downloading: ${megabytes(bytes)} so far`,
  stopped: 'Stopped. Nothing was saved.',
  done: (name: string, bytes: number) => `Downloaded: ${name}, ${megabytes(bytes)}. Your browser has saved it.`,
} as const;

export const cardExportWords = {
  title: 'Download for the card system',
  about:
    'You get a ZIP file with a sheet, cardholders.csv, and a folder of photos. It is recorded for each visitor that you downloaded them.',
  what: 'Which visitors?',
  new: 'New or changed since the last download',
  all: 'All with an ID card, and cards to collect',
  download: 'Download',
  again: 'Download again',
  stop: 'Stop',
  close: 'Close',
} as const;
