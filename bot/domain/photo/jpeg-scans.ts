// Pure and free of Node.

/**
 * The most scans a JPEG may have. Cameras and editors make at most some twenty; each is a pass over the whole picture, and
 * takes a hundred bytes of a file.
 */
export const maxScans = 100;

const marks = { restart: 0xd0, start: 0xd8, end: 0xd9, scan: 0xda, temporary: 0x01 };

/**
 * How many scans a JPEG has, counted no further than one more than `maxScans`. Walks from marker to marker as libjpeg does:
 * so what lies in a text, a profile or behind the end does not count, and nothing that libjpeg reads is missed.
 */
export function scansIn(jpeg: Uint8Array): number {
  let scans = 0;
  for (let at = 2; scans <= maxScans; ) {
    at = nextMarker(jpeg, at);
    const marker = jpeg[at];
    if (marker === undefined || marker === marks.end) break;
    if (marker === marks.scan) scans += 1;
    at += 1;
    // The length counts its own two bytes; behind a scan's head lies its data, which is read to the next marker.
    if (!isBare(marker)) at += Math.max(2, 256 * (jpeg[at] ?? 0) + (jpeg[at + 1] ?? 0));
  }
  return scans;
}

/** A marker without a length. */
function isBare(marker: number): boolean {
  return (marker >= marks.restart && marker <= marks.start) || marker === marks.temporary;
}

/** The place of the byte that names the next marker: behind any filling of 0xff, and not 0, which stands for a 0xff in data. */
function nextMarker(jpeg: Uint8Array, from: number): number {
  let at = from;
  do {
    while (at < jpeg.length && jpeg[at] !== 0xff) at += 1;
    while (jpeg[at] === 0xff) at += 1;
  } while (jpeg[at] === 0);
  return at;
}
