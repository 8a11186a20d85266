import { runningStorage } from '../local/storage/storage-file';
import { CommandError } from './command-error';

/** The connection string of local mode that runs on this folder. Throws a {@link CommandError} where none does. */
export function runningLocal(folder: string): string {
  const connectionString = runningStorage(folder);
  if (connectionString === undefined) throw localNotRunning(folder);
  return connectionString;
}

/** Why a command finds no local mode. */
export function localNotRunning(folder: string): CommandError {
  return new CommandError(
    `Local mode does not run on the data in ${folder}. If it runs on another folder, name that with --data FOLDER. If it does not run yet, start it in another window: npm start`,
  );
}
