import type { PersonId } from '../../domain/organisation/organisation';
import { maxScans, scansIn } from '../../domain/photo/jpeg-scans';
import type { PhotoProblem } from '../../domain/photo/photo-problem';
import { formatOf, maxBytes } from '../../domain/photo/portrait';
import type { DecodePhoto, PhotoImage } from '../../ports/photos';

/** How many pictures one process opens and holds at once. */
export interface PhotoPlaces {
  /** At work: an opened picture takes some hundred megabytes at worst. */
  atWork: number;
  /** Waiting their turn. Each holds its file, so there is an end to them too. */
  waiting: number;
  /** Of these, what one person's pictures may have. */
  ofOne: { atWork: number; waiting: number };
}

/** One decoder is always kept free of people whose pictures take long. */
export const photoPlaces: PhotoPlaces = { atWork: 2, waiting: 8, ofOne: { atWork: 1, waiting: 2 } };

/** Checks a picture by its bytes, then queues it for decoding. One queue for this process. */
export function photoQueue(decode: DecodePhoto, { atWork, waiting, ofOne }: PhotoPlaces = photoPlaces): PhotoImage {
  const working: PersonId[] = [];
  const line: { person: PersonId; resume(): void }[] = [];

  const mayBegin = (person: PersonId) => working.length < atWork && countOf(person, working) < ofOne.atWork;

  /** Its place in time: at once, or when it is its turn. False where there are too many. */
  async function enter(person: PersonId): Promise<'at once' | 'later' | false> {
    if (mayBegin(person)) {
      working.push(person);
      return 'at once';
    }
    const theirs = line.map((one) => one.person);
    if (line.length >= waiting || countOf(person, theirs) >= ofOne.waiting) return false;
    await new Promise<void>((resume) => line.push({ person, resume }));
    return 'later';
  }

  /** Hands the decoder to the next eligible picture in the queue, so that no later one overtakes it. */
  function leave(person: PersonId): void {
    working.splice(working.indexOf(person), 1);
    const next = line.findIndex((one) => mayBegin(one.person));
    const [first] = next < 0 ? [] : line.splice(next, 1);
    if (!first) return;
    working.push(first.person);
    first.resume();
  }

  return {
    async prepare(person, bytes, crop, isWanted = async () => true) {
      const problem = problemAtSight(bytes);
      if (problem) return { problem };
      const entered = await enter(person);
      if (!entered) return { problem: 'busy' };
      try {
        // Another picture may have used up the link meanwhile: then this one is not opened at all.
        return entered === 'later' && !(await isWanted()) ? { unwanted: true } : await decode(bytes, crop);
      } finally {
        leave(person);
      }
    },
  };
}

/** Problems that show without decoding the picture. */
function problemAtSight(bytes: Uint8Array): PhotoProblem | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > maxBytes) return 'too-large';
  const format = formatOf(bytes);
  if (!format) return 'not-an-image';
  return format === 'jpeg' && scansIn(bytes) > maxScans ? 'damaged' : undefined;
}

function countOf(person: PersonId, people: readonly PersonId[]): number {
  return people.filter((one) => one === person).length;
}
