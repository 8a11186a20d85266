import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diceOf } from '../../functions/local/invented/dice';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, requestsIn } from './steps';
import { StoryBook } from './story-book';

/** `npm run stories` writes them anew. */
const isWriting = process.env.STORIES === 'write';
export const storiesFolder = join(__dirname, 'stories');
/** Staff of another department. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';
export const colleagueMail = 'xavier.iqbal@bantshire.example';

/** The stage of one golden story: the same dates, references and people each time. */
export class GoldenStage {
  private constructor(
    readonly world: World,
    readonly mailer: FakeMailer,
    readonly sponsor: TeamsPerson,
    readonly head: TeamsPerson,
    readonly deputy: TeamsPerson,
  ) {}

  static async begin(): Promise<GoldenStage> {
    const mailer = new FakeMailer();
    const world = await startWorld({ random: diceOf(7), mail: channelOf(mailer) });
    return new GoldenStage(world, mailer, await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy'));
  }

  async colleague(): Promise<TeamsPerson> {
    return await this.world.person(colleagueId);
  }

  opens(title: string, readers: Record<string, TeamsPerson> = { sponsor: this.sponsor, head: this.head }): StoryBook {
    return new StoryBook(title, this.world, this.mailer, readers);
  }

  later(duration: { minutes?: number; hours?: number }): void {
    this.world.clock.pass(duration);
  }

  /** One that was asked for and approved an hour before the story begins; its id. */
  async hasVisitor(firstName: string, dates: { validFrom: string; validTo: string }, reason = 'visiting-professor'): Promise<string> {
    await makesRequest(this.world, this.sponsor, { names: { firstName, lastName: 'Fairweather' }, dates, reason });
    await this.head.presses('Approve');
    await this.world.work();
    this.later({ hours: 1 });
    const all = requestsIn(this.world).all();
    return all.find(({ answers }) => answers.firstName === firstName)?.id ?? '';
  }

  /** Their account in the directory is disabled. */
  async leaves({ id }: TeamsPerson): Promise<void> {
    const people = this.world.stores.people as unknown as InMemoryPeople;
    await people.save({ ...samplePeople.find((one) => one.id === id)!, isEnabled: false });
  }
}

/** Reads the news: opens the newest line. */
export async function reads(book: StoryBook, person: TeamsPerson): Promise<void> {
  await book.presses(person, 'Open', {}, { on: person.lines().at(-1)?.activity ?? '' });
}

/** Compares a story with the one in its file, or writes it there. */
export function tells(name: string, book: StoryBook): void {
  const file = join(storiesFolder, `${name}.txt`);
  const text = book.toString();
  if (isWriting) {
    mkdirSync(storiesFolder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}
