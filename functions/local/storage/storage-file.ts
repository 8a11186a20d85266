import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const name = 'storage.json';
// Nothing that local mode does may reach another machine.
const shape = z.object({
  connectionString: z.string().regex(/;TableEndpoint=http:\/\/127\.0\.0\.1:\d+\//),
  url: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d+$/)
    .optional(),
});

/** Writes down where the running storage emulator is, and the product, so that commands find them; call the result when it ends. */
export function tellStorage(folder: string, connectionString: string, url?: string): () => void {
  const forget = () => rmSync(join(folder, name), { force: true });
  // The mode counts only when a file is made.
  forget();
  writeFileSync(join(folder, name), JSON.stringify({ connectionString, url }), { mode: 0o600 });
  return forget;
}

/** The connection string of the emulator that runs on this folder; undefined when none does. */
export function runningStorage(folder: string): string | undefined {
  return notedStorage(folder)?.connectionString;
}

/** The address of the product that runs on this folder; undefined when none does. */
export function runningProduct(folder: string): string | undefined {
  return notedStorage(folder)?.url;
}

function notedStorage(folder: string): z.infer<typeof shape> | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  } catch {
    return undefined;
  }
}
