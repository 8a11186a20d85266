import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockFile } from '../../functions/local/clock/clock';
import { mark } from '../../functions/local/storage/data-folder';

/** Before a start with the data in this folder: it is this moment there, whatever the day on which the tests run. */
export function fixesDay(folder: string, moment: string): void {
  // The mark says whose file it is.
  writeFileSync(join(folder, mark), '');
  writeFileSync(join(folder, clockFile), JSON.stringify({ ahead: Date.parse(moment) - Date.now() }));
}
