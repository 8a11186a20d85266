import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The upload page’s files as text. */
export interface UploadPages {
  html: string;
  css: string;
  script: string;
  /** Added if the page is in a Teams dialog. */
  dialogScript: string;
}

/** Reads the built upload page: upload.html, upload.css, upload.js and photo-dialog.js of one folder. */
export function readPages(folder: string): UploadPages {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { html: text('upload.html'), css: text('upload.css'), script: text('upload.js'), dialogScript: text('photo-dialog.js') };
}
