const size = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `fileSize(12_300)` is "12.3 KB". */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  // What would be rounded to 1,000 KB is a megabyte.
  return bytes < 999_950 ? `${size.format(bytes / 1_000)} KB` : `${size.format(bytes / 1_000_000)} MB`;
}

export const downloadWords = {
  underWay: (bytes: number) => `Downloading: ${fileSize(bytes)} so far`,
  stopped: 'Stopped. Nothing was saved.',
  done: (name: string, bytes: number) => `Downloaded: ${name}, ${fileSize(bytes)}. Your browser has saved it.`,
  download: 'Download',
  again: 'Download again',
  stop: 'Stop',
  close: 'Close',
} as const;

export const cardExportWords = {
  title: 'Download for the card system',
  about: 'You get a ZIP file with a sheet, cardholders.csv, and a folder of photos. The history of each request will show your download.',
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
