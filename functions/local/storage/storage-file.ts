import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const name = 'storage.json';
// Nothing that local mode does may reach another machine.
const shape = z.object({ connectionString: z.string().regex(/;TableEndpoint=http:\/\/127\.0\.0\.1:\d+\//) });

/** Writes down where the running storage emulator is, so that commands find it; call the result when it ends. */
export function tellStorage(folder: string, connectionString: string): () => void {
  const forget = () => rmSync(join(folder, name), { force: true });
  // The mode counts only when a file is made.
  forget();
  writeFileSync(join(folder, name), JSON.stringify({ connectionString }), { mode: 0o600 });
  return forget;
}

/** The connection string of the emulator that runs on this folder; undefined when none does. */
export function runningStorage(folder: string): string | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))).connectionString;
  } catch {
    return undefined;
  }
}
