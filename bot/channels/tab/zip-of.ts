import { Zip, ZipPassThrough } from 'fflate';

/** One file of an archive; its name is of ASCII. */
export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

/**
 * A ZIP of files as they come, none of them compressed, as photos are so already: no more than one is in memory. `at`: milliseconds
 * since the epoch, as of which all of them are.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, at: number): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    pieces.push(piece);
  });
  for await (const { name, bytes } of entries) {
    const file = new ZipPassThrough(name);
    file.mtime = at;
    zip.add(file);
    file.push(bytes, true);
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces.splice(0);
}
