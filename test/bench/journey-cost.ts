import { decodePhoto } from '../../bot/adapters/photo/photo-image';
import { picture } from '../fakes/hostile-files';
import { type Sample, sampleOf } from './rounds';
import { makesWithPhoto, worldOnStorage } from './storage-calls';

const warmUp = 6;

/**
 * A whole journey each time, as in `journeyCallsOf`: with the work behind it. The fake Teams and its people are in the same process
 * and count too; the photo is opened in another, as deployed, and does not.
 */
export async function journeyCosts(connectionString: string, prefix: string, times = 15): Promise<Sample[]> {
  const photo = await picture(900, 1200);
  const opened = await decodePhoto(photo, undefined);
  const { world, stop } = await worldOnStorage(connectionString, prefix, { atOnce: 8, decodePhoto: async () => opened });
  const costs: Sample[] = [];
  try {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    const journey = async (lastName: string) => {
      await makesWithPhoto(world, sponsor, lastName, photo);
      await world.product.idle();
      await head.presses('Approve');
      await world.product.idle();
      await world.work(60);
    };
    for (let time = 0; time < warmUp + times; time += 1) costs.push(await sampleOf(() => journey(`Fairweather-${letters(time)}`)));
  } finally {
    await stop();
  }
  return costs.slice(warmUp);
}

/** A name for each, as the second visitor of a name is asked about. */
function letters(count: number): string {
  return [...String(count)].map((digit) => 'Abcdefghij'[Number(digit)]).join('');
}
